// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/blocks.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>

namespace qalor {
namespace {

/// Classes of basis states that are joined step by step.
class Classes {
 public:
  explicit Classes(std::size_t size) : parent_(size) { std::iota(parent_.begin(), parent_.end(), std::size_t{0}); }
  std::size_t find(std::size_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  /// True when the two were in different classes. The smallest member represents a class.
  bool unite(std::size_t i, std::size_t j) {
    const auto [low, high] = std::minmax({find(i), find(j)});
    parent_[high] = low;
    return low != high;
  }

 private:
  std::vector<std::size_t> parent_;
};

template <class Visit>
void for_each_entry(const SparseMatrix& a, Visit visit) {
  for (Eigen::Index row = 0; row < a.outerSize(); ++row)
    for (SparseMatrix::InnerIterator it(a, row); it; ++it)
      visit(static_cast<std::size_t>(it.row()), static_cast<std::size_t>(it.col()));
}

/// Joins all states that a jump reaches from the same class; true when a class grew.
bool join_targets(const Jump& jump, Classes& classes) {
  bool grew = false;
  std::map<std::size_t, std::size_t> reached;  // class of the source -> one state reached from it
  for_each_entry(jump.op.matrix(), [&](std::size_t to, std::size_t from) {
    const auto [it, is_new] = reached.try_emplace(classes.find(from), to);
    if (!is_new) grew = classes.unite(it->second, to) || grew;
  });
  return grew;
}

Classes closed_classes(const Lindblad& flow, Classes classes) {
  for_each_entry(flow.effective(), [&](std::size_t i, std::size_t j) { classes.unite(i, j); });
  for (bool grew = true; grew;) {
    grew = false;
    for (const Jump& jump : flow.jumps())
      if (jump.rate > 0) grew = join_targets(jump, classes) || grew;
  }
  return classes;
}

using Links = std::vector<std::vector<std::size_t>>;

std::vector<bool> reach(const Links& links, std::size_t start) {
  std::vector<bool> seen(links.size(), false);
  std::vector<std::size_t> open{start};
  seen[start] = true;
  while (!open.empty()) {
    const std::size_t here = open.back();
    open.pop_back();
    for (std::size_t next : links[here]) {
      if (seen[next]) continue;
      seen[next] = true;
      open.push_back(next);
    }
  }
  return seen;
}

/// Whatever reaches v is decided together with v: it is transient, unless all that v reaches leads back to v, and then
/// what v reaches is one terminal component and the rest flows into it.
Links terminal_components(const Links& forward, const Links& backward) {
  Links out;
  std::vector<bool> decided(forward.size(), false);
  for (std::size_t v = 0; v < forward.size(); ++v) {
    if (decided[v]) continue;
    const std::vector<bool> ahead = reach(forward, v);
    const std::vector<bool> behind = reach(backward, v);
    bool returns = true;
    std::vector<std::size_t> members;
    for (std::size_t u = 0; u < forward.size(); ++u) {
      if (ahead[u]) members.push_back(u);
      returns = returns && (!ahead[u] || behind[u]);
      decided[u] = decided[u] || behind[u];
    }
    if (returns) out.push_back(std::move(members));
  }
  return out;
}

Blocks blocks_from(const Lindblad& flow, Classes start) {
  Classes classes = closed_classes(flow, std::move(start));
  Blocks out;
  std::vector<std::size_t> block(flow.space().dimension());
  for (std::size_t i = 0; i < block.size(); ++i) {
    const std::size_t first = classes.find(i);  // <= i, so its block is already there
    if (first == i) {
      block[i] = out.states.size();
      out.states.emplace_back();
    }
    block[i] = block[first];
    out.states[block[i]].push_back(i);
  }
  Links forward(out.states.size());
  Links backward(out.states.size());
  for (const Jump& jump : flow.jumps())
    if (jump.rate > 0)
      for_each_entry(jump.op.matrix(), [&](std::size_t to, std::size_t from) {
        if (block[to] == block[from]) return;
        forward[block[from]].push_back(block[to]);
        backward[block[to]].push_back(block[from]);
      });
  out.terminal = terminal_components(forward, backward);
  return out;
}

/// States that a coherence of the state links.
Classes linked_by(const DensityMatrix& rho) {
  Classes classes(rho.space().dimension());
  for_each_entry(SparseMatrix(rho.matrix().sparseView(1, 0)),
                 [&](std::size_t i, std::size_t j) { classes.unite(i, j); });
  return classes;
}

/// States that a single jump links: whatever leaves both by the same jump.
Classes linked_by_jumps(const Lindblad& flow, Classes classes) {
  for (const Jump& jump : flow.jumps()) {
    if (!(jump.rate > 0)) continue;
    for (Eigen::Index row = 0; row < jump.op.matrix().outerSize(); ++row) {
      std::optional<std::size_t> first;
      for (SparseMatrix::InnerIterator it(jump.op.matrix(), row); it; ++it) {
        const auto column = static_cast<std::size_t>(it.col());
        if (first) classes.unite(*first, column);
        first = column;
      }
    }
  }
  return classes;
}

}  // namespace

Blocks counting_blocks(const Lindblad& flow) {
  return blocks_from(flow, linked_by_jumps(flow, Classes(flow.space().dimension())));
}

Blocks counting_blocks(const Lindblad& flow, const DensityMatrix& initial) {
  return blocks_from(flow, linked_by_jumps(flow, linked_by(initial)));
}

Blocks reachable_blocks(const Lindblad& flow) { return blocks_from(flow, Classes(flow.space().dimension())); }

Blocks reachable_blocks(const Lindblad& flow, const DensityMatrix& initial) {
  return blocks_from(flow, linked_by(initial));
}

}  // namespace qalor
