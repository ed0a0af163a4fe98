#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include "qalor/catalog/device.hpp"
#include "qalor/study/syntax.hpp"

namespace qalor::syntax {

/// Reads the table of a device and adds its values to the settings under their flat names (see DeviceCard), defaults
/// included, and the places of those that the table gives. `root` is the file, or what of it may be the device. Adds
/// what is wrong to the complaints; then not all values may be there.
/// `owner` names the model in messages: "model `dot_network`".
void read_device(const DeviceCard& card, const std::string& owner, const Table& root, Settings& settings,
                 Places& places, Complaints& complaints);

}  // namespace qalor::syntax
