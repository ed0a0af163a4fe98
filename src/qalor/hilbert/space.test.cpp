// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/hilbert/space.hpp"

#include <gmock/gmock.h>

#include <stdexcept>

namespace qalor {
namespace {

using testing::ThrowsMessage;

Space three() { return Space({qubit("A"), levels("B", 3), boson("C", 4)}); }

TEST(Space, TheFirstFactorIsTheMostSignificantDigit) {
  const Space space = three();
  EXPECT_EQ(space.dimension(), 24u);
  EXPECT_EQ(space.stride(0), 12u);
  EXPECT_EQ(space.stride(1), 4u);
  EXPECT_EQ(space.stride(2), 1u);
  const std::size_t state = 1 * 12 + 2 * 4 + 3;
  EXPECT_EQ(space.level(state, 0), 1u);
  EXPECT_EQ(space.level(state, 1), 2u);
  EXPECT_EQ(space.level(state, 2), 3u);
}

TEST(Space, FindsFactorsByName) {
  EXPECT_EQ(three().index("C"), 2u);
  EXPECT_THAT([] { (void)three().index("D"); },
              ThrowsMessage<std::invalid_argument>("no factor `D`; there are A, B, C"));
}

TEST(Space, KeepsTheOrderOfTheChosenFactors) {
  const Space some = three().only({0, 2});
  EXPECT_EQ(some.dimension(), 8u);
  EXPECT_EQ(some.factors()[0].name, "A");
  EXPECT_EQ(some.factors()[1].name, "C");
}

TEST(Space, IsEqualToOneWithTheSameNamesKindsAndDimensions) {
  EXPECT_TRUE(three() == three());
  EXPECT_FALSE(three() == three().only({0, 1}));
  EXPECT_FALSE(Space({qubit("A")}) == Space({qubit("B")}));
  EXPECT_FALSE(Space({qubit("A")}) == Space({fermion("A")}));
  EXPECT_FALSE(Space({levels("A", 3)}) == Space({levels("A", 4)}));
}

TEST(Space, RefusesWhatIsNoSpace) {
  EXPECT_THAT([] { Space({}); }, ThrowsMessage<std::invalid_argument>("a space needs at least one factor"));
  EXPECT_THAT(
      [] {
        Space({{"A", Factor::Kind::fermion, 3}});
      },
      ThrowsMessage<std::invalid_argument>("factor `A` has two levels, not 3"));
  EXPECT_THAT([] { Space({levels("A", 1)}); },
              ThrowsMessage<std::invalid_argument>("factor `A` needs at least 2 levels, not 1"));
  EXPECT_THAT(
      [] {
        Space({qubit("A"), boson("A", 4)});
      },
      ThrowsMessage<std::invalid_argument>("two factors are called `A`"));
}

TEST(Space, RefusesDimensionsBeyondTwoToTheThirtyOneWithoutOverflow) {
  const std::size_t half = std::size_t{1} << 16;
  EXPECT_EQ(Space({boson("A", half), boson("B", half / 2)}).dimension(), std::size_t{1} << 31);
  for (const std::size_t size : {half, std::size_t{1} << 48})
    EXPECT_THAT(([half, size] {
                  Space({boson("A", half), boson("B", size)});
                }),
                ThrowsMessage<std::invalid_argument>("the dimension of the space exceeds 2^31"));
}

}  // namespace
}  // namespace qalor
