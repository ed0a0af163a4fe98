// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/base/complex_matrix.hpp"

#include <gtest/gtest.h>

#include "qalor/base/field.hpp"

namespace qalor {
namespace {

const Field rho{.name = "rho", .type = FieldType::complex_matrix};
const InterleavedRows rows{{0.65, 0, 0.2, -0.1}, {0.2, 0.1, 0.35, 0}};

std::string fault(const Field& field, const Value& value) {
  const auto complaint = check_value(field, value);
  return complaint ? complaint->message : "";
}

TEST(ComplexMatrix, IsWrittenAsAUserWould) {
  EXPECT_EQ(complex_matrix_text(rows), "[[0.65, [0.2, -0.1]], [[0.2, 0.1], 0.35]]");
  EXPECT_EQ(value_text(rho, rows), "[[0.65, [0.2, -0.1]], [[0.2, 0.1], 0.35]]");
  EXPECT_EQ(value_text(Field{.name = "x"}, 1.5), "1.5");
}

TEST(ComplexMatrix, IsReadFromItsRowsAndBack) {
  Settings settings;
  settings.set("rho", rows, true);
  const Matrix matrix = complex_matrix(settings, "rho");
  EXPECT_EQ(matrix(0, 1), Complex(0.2, -0.1));
  EXPECT_EQ(matrix(1, 0), Complex(0.2, 0.1));
  EXPECT_EQ(matrix(1, 1), Complex(0.35));
  EXPECT_EQ(interleaved_rows(matrix), rows);
  EXPECT_THROW(complex_matrix(settings, "sigma"), std::out_of_range);
}

TEST(ComplexMatrix, MustBeSquareAndFinite) {
  EXPECT_EQ(fault(rho, rows), "");
  EXPECT_EQ(fault(rho, InterleavedRows{}), "`rho` has no rows");
  EXPECT_EQ(fault(rho, InterleavedRows{{1, 0, 2, 0}, {1, 0}}),
            "`rho[1]` has 1 element: the matrix must be square, with 2 in each row");
  EXPECT_EQ(fault(rho, InterleavedRows{{1, 0, 2, HUGE_VAL}, {1, 0, 0, 0}}), "`rho[0][1]` = inf: must be finite");
  EXPECT_EQ(fault(rho, 1.0), "`rho` must be a square matrix whose entries are numbers or [re, im], found 1");
  const Field pair{.name = "H", .type = FieldType::complex_matrix, .length = 2};
  EXPECT_EQ(fault(pair, InterleavedRows{{1, 0}}), "`H` has 1 row: must have 2");
  EXPECT_EQ(allowed_text(pair), "must be a square matrix whose entries are numbers or [re, im] with 2 rows");
}

}  // namespace
}  // namespace qalor
