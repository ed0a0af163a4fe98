#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <cstddef>
#include <cstdint>
#include <filesystem>

namespace qalor {

/// A file that is written on behalf of HDF5. HDF5 1.10 reports a full disk once, then touches freed memory when it is
/// asked to close the file. So a failed operation is remembered here and taken as done, and so is every later one:
/// HDF5 closes in peace, and the caller asks error() before it believes in the file.
class GuardedFile {
 public:
  /// Creates or empties the file. Whether that worked is told by error().
  explicit GuardedFile(const std::filesystem::path& path);
  ~GuardedFile();
  GuardedFile(const GuardedFile&) = delete;
  GuardedFile& operator=(const GuardedFile&) = delete;

  void write(std::uint64_t offset, const void* data, std::size_t size);
  /// What was never written reads as zeros.
  void read(std::uint64_t offset, void* data, std::size_t size);
  void resize(std::uint64_t size);
  std::uint64_t size() const { return size_; }
  /// errno of the first operation that failed, or 0.
  int error() const { return error_; }

 private:
  int descriptor_;
  int error_ = 0;
  std::uint64_t size_ = 0;
};

}  // namespace qalor
