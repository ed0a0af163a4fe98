// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/report/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "qalor/base/error.hpp"

namespace qalor {
namespace {

constexpr const char* temporary_suffix = ".tmp";

/// An open file descriptor.
class Descriptor {
 public:
  Descriptor(const std::filesystem::path& path, int flags) : number_(::open(path.c_str(), flags | O_CLOEXEC, 0666)) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }
  bool open() const { return number_ >= 0; }
  /// Closes now and tells whether that worked: some file systems report a full disk only here.
  bool close() { return ::close(std::exchange(number_, -1)) == 0; }

 private:
  int number_;
};

bool write_all(int descriptor, std::string_view content) {
  while (!content.empty()) {
    const ssize_t written = ::write(descriptor, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

/// Makes the names in a directory durable.
void sync_directory(const std::filesystem::path& directory) {
  const Descriptor folder(directory.empty() ? "." : directory, O_RDONLY | O_DIRECTORY);
  if (!folder.open()) throw_system_error("open", directory, errno);
  // Some network file systems refuse to sync a directory (EINVAL); they order names on their own.
  if (::fsync(folder.number()) != 0 && errno != EINVAL) throw_system_error("write", directory, errno);
}

/// Writes and syncs a file; errno tells why it did not work.
bool write_durably(const std::filesystem::path& path, std::string_view content) {
  Descriptor file(path, O_WRONLY | O_CREAT | O_TRUNC);
  return file.open() && write_all(file.number(), content) && ::fsync(file.number()) == 0 && file.close();
}

/// Removes what could not be finished, then reports.
[[noreturn]] void give_up(const std::filesystem::path& temporary, const std::filesystem::path& path, int error) {
  ::unlink(temporary.c_str());
  throw_system_error("write", path, error);
}

}  // namespace

void throw_system_error(const std::string& action, const std::filesystem::path& path, int error) {
  throw EnvironmentError(
      fmt::format("cannot {} {}: {}", action, path.string(), std::generic_category().message(error)));
}

void read_pieces(const std::filesystem::path& path, const std::function<void(std::string_view)>& call) {
  const Descriptor file(path, O_RDONLY);
  if (!file.open()) throw_system_error("read", path, errno);
  std::vector<char> buffer(std::size_t{1} << 18);
  for (;;) {
    const ssize_t got = ::read(file.number(), buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw_system_error("read", path, errno);
    if (got == 0) return;
    call({buffer.data(), static_cast<std::size_t>(got)});
  }
}

std::string read_file(const std::filesystem::path& path) {
  std::string content;
  read_pieces(path, [&](std::string_view piece) { content += piece; });
  return content;
}

void append_to_file(const std::filesystem::path& path, std::string_view content) {
  Descriptor file(path, O_WRONLY | O_APPEND);
  if (!file.open() || !write_all(file.number(), content) || !file.close()) throw_system_error("write", path, errno);
}

void write_file(const std::filesystem::path& path, std::string_view content) {
  const auto temporary = temporary_name(path);
  if (!write_durably(temporary, content)) give_up(temporary, path, errno);
  if (::rename(temporary.c_str(), path.c_str()) != 0) give_up(temporary, path, errno);
  sync_directory(path.parent_path());
}

void publish_file(const std::filesystem::path& temporary, const std::filesystem::path& path) {
  Descriptor file(temporary, O_RDONLY);
  if (!file.open() || ::fsync(file.number()) != 0 || !file.close()) give_up(temporary, path, errno);
  if (::rename(temporary.c_str(), path.c_str()) != 0) give_up(temporary, path, errno);
  sync_directory(path.parent_path());
}

std::filesystem::path temporary_name(const std::filesystem::path& path) { return path.string() + temporary_suffix; }

bool is_temporary(const std::filesystem::path& path) { return path.extension() == temporary_suffix; }

bool path_exists(const std::filesystem::path& path) {
  std::error_code error;
  const bool exists = std::filesystem::exists(path, error);
  if (error) throw_system_error("read", path, error.value());
  return exists;
}

std::vector<std::filesystem::path> directory_content(const std::filesystem::path& directory) {
  std::error_code error;
  std::vector<std::filesystem::path> content;
  for (std::filesystem::directory_iterator next(directory, error), end; !error && next != end; next.increment(error))
    content.push_back(next->path());
  if (error) throw_system_error("read", directory, error.value());
  return content;
}

void make_directory(const std::filesystem::path& path) {
  std::error_code error;
  std::filesystem::create_directories(path, error);
  if (error) throw_system_error("create", path, error.value());
  if (!std::filesystem::is_directory(path)) throw_system_error("create", path, ENOTDIR);
}

void remove_path(const std::filesystem::path& path) {
  std::error_code error;
  std::filesystem::remove_all(path, error);
  if (error) throw_system_error("remove", path, error.value());
}

DirectoryLock::DirectoryLock(const std::filesystem::path& directory) {
  const auto path = directory / ".qalor.lock";
  descriptor_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (descriptor_ < 0) throw_system_error("write", path, errno);
  if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
    const int error = errno;
    ::close(descriptor_);
    if (error != EWOULDBLOCK) throw_system_error("lock", path, error);
    const std::string holder = read_file(path);
    throw EnvironmentError(
        fmt::format("{} is being written by another qalor process{}; wait for it to end, or choose another directory",
                    directory.string(), holder.empty() ? "" : fmt::format(" ({})", holder)));
  }
  // Who holds the lock is only told, never relied on: a failure to write it is no reason to stop.
  const std::string holder = fmt::format("process {}", ::getpid());
  if (::ftruncate(descriptor_, 0) == 0) write_all(descriptor_, holder);
}

DirectoryLock::~DirectoryLock() { ::close(descriptor_); }

}  // namespace qalor
