// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/solution.hpp"

#include <gtest/gtest.h>

namespace qalor {
namespace {

TEST(Status, HasTheWordsOfTheContract) {
  EXPECT_EQ(status_text(Status::ok), "ok");
  EXPECT_EQ(status_text(Status::law_violated), "law_violated");
  EXPECT_EQ(status_text(Status::not_converged), "not_converged");
  EXPECT_EQ(status_text(Status::failed), "failed");
}

TEST(Certificate, KeepsTheWorstStatusAndItsReason) {
  Certificate certificate{.method = "guess"};
  certificate.degrade(Status::law_violated, "a law");
  certificate.degrade(Status::not_converged, "a residual");
  certificate.degrade(Status::law_violated, "another law");
  certificate.degrade(Status::ok, "nothing");
  EXPECT_EQ(certificate.status, Status::not_converged);
  EXPECT_EQ(certificate.reason, "a residual");
}

TEST(Certificate, KeepsTheFirstReasonOfEqualOnes) {
  Certificate certificate;
  certificate.degrade(Status::law_violated, "first");
  certificate.degrade(Status::law_violated, "second");
  EXPECT_EQ(certificate.reason, "first");
}

TEST(ConvergenceError, SaysTheReasonAndCarriesTheCertificate) {
  Certificate certificate{.method = "guess", .residual = 0.5};
  certificate.degrade(Status::not_converged, "residual 0.5");
  const ConvergenceError error(certificate);
  EXPECT_STREQ(error.what(), "residual 0.5");
  EXPECT_EQ(error.certificate().residual, 0.5);
}

}  // namespace
}  // namespace qalor
