// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/catalog/counted_models.hpp"

namespace qalor::counting {

Model counting_model(Model record, const std::vector<std::string>& names, const std::string& standard,
                     Subject (*subject)(const Settings&)) {
  record.tasks = tasks(names, standard);
  record.quantities = quantities();
  record.check = [subject](const Question& question) { return check(subject(question.parameters), question); };
  record.answer = [subject](const Question& question) { return answer(subject(question.parameters), question); };
  return record;
}

}  // namespace qalor::counting
