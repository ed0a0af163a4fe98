#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <array>
#include <memory>
#include <string>
#include <string_view>

namespace qalor {

using Digest = std::array<unsigned char, 32>;

/// SHA-256 of bytes that come in pieces. Throws EnvironmentError when libcrypto cannot compute it.
class Sha256 {
 public:
  Sha256();
  void add(std::string_view bytes);
  /// Of all bytes added. Nothing may be added afterwards.
  Digest digest();

 private:
  std::shared_ptr<void> context_;
};

/// SHA-256 of the bytes.
Digest sha256(std::string_view bytes);

/// As 64 lower-case hexadecimal digits.
std::string hexadecimal(const Digest& digest);

}  // namespace qalor
