// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/report/netcdf/guarded_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace qalor {

GuardedFile::GuardedFile(const std::filesystem::path& path)
    : descriptor_(::open(path.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0666)) {
  if (descriptor_ < 0) error_ = errno;
}

GuardedFile::~GuardedFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

void GuardedFile::write(std::uint64_t offset, const void* data, std::size_t size) {
  const char* left = static_cast<const char*>(data);
  while (error_ == 0 && size > 0) {
    const ssize_t written = ::pwrite(descriptor_, left, size, static_cast<off_t>(offset));
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) {
      error_ = errno;
      return;
    }
    left += written;
    offset += static_cast<std::uint64_t>(written);
    size -= static_cast<std::size_t>(written);
    size_ = std::max(size_, offset);
  }
}

void GuardedFile::read(std::uint64_t offset, void* data, std::size_t size) {
  char* left = static_cast<char*>(data);
  while (error_ == 0 && size > 0) {
    const ssize_t got = ::pread(descriptor_, left, size, static_cast<off_t>(offset));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) error_ = errno;
    if (got <= 0) break;
    left += got;
    offset += static_cast<std::uint64_t>(got);
    size -= static_cast<std::size_t>(got);
  }
  std::memset(left, 0, size);
}

void GuardedFile::resize(std::uint64_t size) {
  if (error_ != 0 || size == size_) return;
  if (::ftruncate(descriptor_, static_cast<off_t>(size)) != 0) error_ = errno;
  size_ = size;
}

}  // namespace qalor
