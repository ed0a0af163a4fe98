// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/cli/study_text.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <filesystem>
#include <map>
#include <system_error>
#include <vector>

#include "qalor/base/error.hpp"
#include "qalor/base/text.hpp"

namespace qalor {
namespace {

constexpr std::size_t enough = (std::size_t{1} << 20) + 1;  // one byte more than read_study takes

[[noreturn]] void refuse(const std::string& file, int error) {
  const std::string reason = std::generic_category().message(error);
  if (error == EISDIR) throw InputError(fmt::format("{} is a directory; a study file is expected", file));
  if (error != ENOENT && error != ENOTDIR) throw EnvironmentError(fmt::format("cannot read {}: {}", file, reason));
  const std::filesystem::path path = file;
  const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : ".";
  std::vector<std::string> stems;
  std::map<std::string, std::string> file_of_stem;
  std::error_code ignored;  // a suggestion less is no error
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
    stems.push_back(entry.path().stem().string());
    file_of_stem[stems.back()] = (path.parent_path() / entry.path().filename()).string();
  }
  const std::string nearest = nearest_name(path.stem().string(), stems);
  const std::string hint = nearest.empty() ? "" : fmt::format("; did you mean {}?", file_of_stem.at(nearest));
  throw InputError(fmt::format("there is no file {}{}", file, hint));
}

/// A file descriptor that is closed at the end, unless it is standard input.
class Source {
 public:
  explicit Source(const std::string& file) : file_(file), descriptor_(file == "-" ? STDIN_FILENO : open(file)) {}
  ~Source() {
    if (descriptor_ != STDIN_FILENO) ::close(descriptor_);
  }
  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;

  /// The next bytes; none at the end.
  std::string read() const {
    std::array<char, 1 << 14> bytes;
    ssize_t length = 0;
    do length = ::read(descriptor_, bytes.data(), bytes.size());
    while (length < 0 && errno == EINTR);
    if (length < 0) refuse(file_ == "-" ? "standard input" : file_, errno);
    return {bytes.data(), static_cast<std::size_t>(length)};
  }

 private:
  static int open(const std::string& file) {
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) refuse(file, errno);
    return descriptor;
  }

  std::string file_;
  int descriptor_;
};

}  // namespace

std::string study_text(const std::string& file) {
  const Source source(file);
  std::string text;
  for (std::string piece = source.read(); !piece.empty() && text.size() < enough; piece = source.read()) text += piece;
  return text;
}

}  // namespace qalor
