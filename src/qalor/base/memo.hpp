#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <cstddef>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>

namespace qalor {

/// Results that several questions of one sweep share: a pure function of a key, computed by whoever asks first while
/// the others wait for it. What was not used for longest is forgotten when all together take more than a budget of
/// memory; then it is computed again, to the same bits. Thread safe.
class Memo {
 public:
  explicit Memo(std::size_t budget_bytes = std::size_t{256} << 20) : budget_(budget_bytes) {}

  /// The result that belongs to the key; `make` gives it as a shared_ptr to constant. Keys of different types of
  /// results must differ. Throws what `make` throws, and asks again the next time. `make` must not wait for other
  /// tasks.
  template <class T, class Make>
  std::shared_ptr<const T> get(const std::string& key, std::size_t bytes, Make make) {
    const std::shared_ptr<Entry> entry = entry_of(key, bytes);
    std::call_once(entry->once, [&] { entry->value = std::shared_ptr<const T>(make()); });
    return std::static_pointer_cast<const T>(entry->value);
  }

  /// Results that are remembered now.
  std::size_t size() const {
    const std::lock_guard lock(mutex_);
    return entries_.size();
  }

 private:
  struct Entry {
    Entry(std::string its_key, std::size_t its_bytes) : key(std::move(its_key)), bytes(its_bytes) {}
    std::string key;
    std::size_t bytes;
    std::once_flag once;
    std::shared_ptr<const void> value;
  };
  using Order = std::list<std::shared_ptr<Entry>>;  // latest use first

  std::shared_ptr<Entry> entry_of(const std::string& key, std::size_t bytes) {
    const std::lock_guard lock(mutex_);
    if (const auto known = entries_.find(key); known != entries_.end()) {
      order_.splice(order_.begin(), order_, known->second);
      return order_.front();
    }
    order_.push_front(std::make_shared<Entry>(key, bytes));
    entries_[key] = order_.begin();
    for (total_ += bytes; total_ > budget_ && order_.size() > 1; order_.pop_back()) {
      total_ -= order_.back()->bytes;
      entries_.erase(order_.back()->key);
    }
    return order_.front();
  }

  std::size_t budget_;
  std::size_t total_ = 0;
  mutable std::mutex mutex_;
  Order order_;
  std::unordered_map<std::string, Order::iterator> entries_;
};

}  // namespace qalor
