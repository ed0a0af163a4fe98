// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/report/seal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "qalor/base/error.hpp"
#include "qalor/report/digest.hpp"
#include "qalor/report/file.hpp"

namespace qalor {
namespace {

constexpr std::string_view mark = "qalor's seal: 1\n";
constexpr std::size_t seal_size = mark.size() + sizeof(Digest);

std::string_view bytes_of(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

}  // namespace

void seal_file(const std::filesystem::path& path) {
  Sha256 sha;
  read_pieces(path, [&](std::string_view piece) { sha.add(piece); });
  const Digest digest = sha.digest();
  append_to_file(path, std::string(mark).append(bytes_of(digest)));
}

void check_seal(const std::filesystem::path& path) {
  Sha256 sha;
  std::string tail;  // what may be the seal: the last bytes so far
  read_pieces(path, [&](std::string_view piece) {
    tail += piece;
    const std::size_t before = tail.size() - std::min(tail.size(), seal_size);
    sha.add(std::string_view(tail).substr(0, before));
    tail.erase(0, before);
  });
  if (tail.size() != seal_size || !tail.starts_with(mark))
    throw InputError(fmt::format("{} is not a result of qalor, or was changed by another program", path.string()));
  if (tail.substr(mark.size()) != bytes_of(sha.digest()))
    throw EnvironmentError(fmt::format("{} is damaged: its checksum does not fit its content", path.string()));
}

}  // namespace qalor
