// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/catalog/counted_models.hpp"
#include "qalor/catalog/coupled_dots.hpp"
#include "qalor/catalog/coupled_pair.hpp"
#include "qalor/catalog/dot_network.hpp"
#include "qalor/catalog/double_dot.hpp"
#include "qalor/catalog/finite_exchange.hpp"
#include "qalor/catalog/model.hpp"
#include "qalor/catalog/own_machine.hpp"
#include "qalor/catalog/reservoir_mode.hpp"
#include "qalor/catalog/thermal_relaxation.hpp"

namespace qalor {

const std::vector<Model>& catalog() {
  static const std::vector<Model> models{
      coupled_pair(), coupled_dots(),      dot_network(),     double_dot(),         two_bath_qubit(),
      driven_qubit(), three_level_maser(), custom_lindblad(), thermal_relaxation(), finite_exchange(),
      two_bodies(),   reservoir_mode(),    own_machine(),
  };
  return models;
}

const Model* find_model(const std::string& name) {
  for (const Model& model : catalog())
    if (model.name == name) return &model;
  return nullptr;
}

}  // namespace qalor
