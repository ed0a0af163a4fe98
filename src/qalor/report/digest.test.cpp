// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/report/digest.hpp"

#include <gtest/gtest.h>

namespace qalor {
namespace {

// Source: FIPS 180-4, example of a one-block message.
TEST(Digest, OfAbcIsThePublishedOne) {
  EXPECT_EQ(hexadecimal(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Digest, DoesNotDependOnThePieces) {
  Sha256 sha;
  for (const auto* piece : {"", "a", "", "bc"}) sha.add(piece);
  EXPECT_EQ(sha.digest(), sha256("abc"));
}

}  // namespace
}  // namespace qalor
