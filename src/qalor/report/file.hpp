#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace qalor {

/// Throws EnvironmentError "cannot ACTION PATH: REASON", the reason in the words of the operating system.
[[noreturn]] void throw_system_error(const std::string& action, const std::filesystem::path& path, int error);

/// The whole content of a file. Throws EnvironmentError.
std::string read_file(const std::filesystem::path& path);

/// Calls with the content of a file, piece after piece. Throws EnvironmentError.
void read_pieces(const std::filesystem::path& path, const std::function<void(std::string_view)>& call);

/// Adds to the end of a file. Throws EnvironmentError.
void append_to_file(const std::filesystem::path& path, std::string_view content);

/// Writes a file such that at every moment, also after a crash, either nothing, the old or the whole new content
/// stands under its name: temporary name beside it, fsync, rename, fsync of the directory. Throws EnvironmentError and
/// leaves no temporary file behind.
void write_file(const std::filesystem::path& path, std::string_view content);

/// Gives a finished temporary file its final name, durably (fsync, rename, fsync of the directory).
/// Throws EnvironmentError and removes the temporary file.
void publish_file(const std::filesystem::path& temporary, const std::filesystem::path& path);

/// The name under which a file is written before it is published; what a killed writer leaves ends in it.
std::filesystem::path temporary_name(const std::filesystem::path& path);
bool is_temporary(const std::filesystem::path& path);

/// Whether something of that name is there. Throws EnvironmentError when that cannot be known.
bool path_exists(const std::filesystem::path& path);

/// What is in a directory, in no order. Throws EnvironmentError.
std::vector<std::filesystem::path> directory_content(const std::filesystem::path& directory);

/// Creates a directory and its parents. Throws EnvironmentError.
void make_directory(const std::filesystem::path& path);

/// Removes files or whole directories, those that exist. Throws EnvironmentError.
void remove_path(const std::filesystem::path& path);

/// The right of this process to write a directory, held until destruction. A lock ends with its process, however that
/// ends; the lock file stays.
class DirectoryLock {
 public:
  /// Throws EnvironmentError when another process holds it, naming that process.
  explicit DirectoryLock(const std::filesystem::path& directory);
  ~DirectoryLock();
  DirectoryLock(const DirectoryLock&) = delete;
  DirectoryLock& operator=(const DirectoryLock&) = delete;

 private:
  int descriptor_;
};

}  // namespace qalor
