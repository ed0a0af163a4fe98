// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/catalog/counted_models.hpp"
#include "qalor/catalog/coupled_dots.hpp"
#include "qalor/catalog/coupled_pair.hpp"
#include "qalor/catalog/dot_network.hpp"
#include "qalor/catalog/model.hpp"

namespace qalor {

const std::vector<Model>& catalog() {
  static const std::vector<Model> models{coupled_pair(),      coupled_dots(), dot_network(),    two_bath_qubit(),
                                         three_level_maser(), driven_qubit(), custom_lindblad()};
  return models;
}

const Model* find_model(const std::string& name) {
  for (const Model& model : catalog())
    if (model.name == name) return &model;
  return nullptr;
}

}  // namespace qalor
