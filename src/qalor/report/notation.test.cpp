// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/report/notation.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace qalor {
namespace {

TEST(Readable, WritesNumbersForPeople) {
  EXPECT_EQ(readable(0.04087578835639), "0.0408758");
  EXPECT_EQ(readable(-2.861133416e-05), "\u22122.86113×10⁻⁵");
  EXPECT_EQ(readable(1e20), "1×10²⁰");
  EXPECT_EQ(readable(-0.0), "0");
  EXPECT_EQ(readable(12.34567, 3), "12.3");
  EXPECT_EQ(readable(std::nan("")), "undefined");
  EXPECT_EQ(readable(-HUGE_VAL), "\u2212∞");
}

TEST(Symbol, IsTypeset) {
  EXPECT_EQ(html_of(symbol_of("omega_A")), "ω<sub>A</sub>");
  EXPECT_EQ(html_of(symbol_of("<n_A n_B>")), "⟨n<sub>A</sub> n<sub>B</sub>⟩");
  EXPECT_EQ(html_of(symbol_of("c = <a^dagger b>")), "c = ⟨a<sup>†</sup> b⟩");
  EXPECT_EQ(html_of(symbol_of("$J_{hot}$")), "J<sub>hot</sub>");
  EXPECT_EQ(html_of(symbol_of("$\\epsilon_{\\rm eff}$")), "ε<sub>rm eff</sub>");
  EXPECT_EQ(html_of(symbol_of("energy^2")), "energy<sup>2</sup>");
  EXPECT_EQ(html_of(symbol_of("-P/J_hot")), "\u2212P/J<sub>hot</sub>");
  EXPECT_EQ(html_of(symbol_of("I(A:B)")), "I(A:B)");
  EXPECT_EQ(html_of(symbol_of("x_")), "x_");
  EXPECT_EQ(html_of(symbol_of("_{")), "");
  EXPECT_EQ(html_of(symbol_of("")), "");
}

TEST(Symbol, IsEscaped) {
  EXPECT_EQ(html_of(literal("<b>&_x")), "&lt;b&gt;&amp;_x");
  EXPECT_EQ(html_of(symbol_of("a&b")), "a&amp;b");
}

TEST(Symbol, ReturnsToTheLineInSvg) {
  EXPECT_EQ(svg_of(symbol_of("J_A = 1")),
            "<tspan dy=\"0\">J</tspan><tspan dy=\"3\" font-size=\"80%\">A</tspan><tspan dy=\"-3\"> = 1</tspan>");
}

TEST(Symbol, HasALengthInCharacters) { EXPECT_EQ(visible_length(symbol_of("<n_A>") + literal(" = ½")), 8U); }

}  // namespace
}  // namespace qalor
