// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/report/digest.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include "qalor/base/error.hpp"

namespace qalor {
namespace {

void require(int result) {
  if (result != 1) throw EnvironmentError("libcrypto cannot compute SHA-256");
}

EVP_MD_CTX* raw(const std::shared_ptr<void>& context) { return static_cast<EVP_MD_CTX*>(context.get()); }

}  // namespace

Sha256::Sha256()
    : context_(EVP_MD_CTX_new(), [](void* context) { EVP_MD_CTX_free(static_cast<EVP_MD_CTX*>(context)); }) {
  require(context_ == nullptr ? 0 : EVP_DigestInit_ex(raw(context_), EVP_sha256(), nullptr));
}

void Sha256::add(std::string_view bytes) { require(EVP_DigestUpdate(raw(context_), bytes.data(), bytes.size())); }

Digest Sha256::digest() {
  Digest digest{};
  require(EVP_DigestFinal_ex(raw(context_), digest.data(), nullptr));
  return digest;
}

Digest sha256(std::string_view bytes) {
  Sha256 sha;
  sha.add(bytes);
  return sha.digest();
}

std::string hexadecimal(const Digest& digest) {
  std::string text;
  for (const unsigned char byte : digest) text += fmt::format("{:02x}", byte);
  return text;
}

}  // namespace qalor
