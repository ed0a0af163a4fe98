#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <cstddef>
#include <memory>
#include <ostream>
#include <streambuf>
#include <string>

namespace qalor {

/// A stream into a file descriptor that knows why it could not write: every operation that fails throws
/// EnvironmentError, "cannot write to NAME: REASON".
class DescriptorStream : public std::ostream {
 public:
  DescriptorStream(int descriptor, std::string name);
  ~DescriptorStream() override;
  DescriptorStream(const DescriptorStream&) = delete;
  DescriptorStream& operator=(const DescriptorStream&) = delete;

 private:
  std::unique_ptr<std::streambuf> buffer_;
};

/// Where a command speaks: answers to `out`, all else to `messages`.
struct Console {
  std::ostream& out;
  std::ostream& messages;
  bool messages_on_terminal = false;
  bool colour = false;         ///< of messages
  std::size_t columns = 120;   ///< width of tables on `out`
  bool json_messages = false;  ///< one JSON object a line

  void error(const std::string& text) const { say("error", text); }
  void warning(const std::string& text) const { say("warning", text); }
  void note(const std::string& text) const { say("note", text); }

 private:
  void say(const std::string& kind, const std::string& text) const;
};

/// The console of this process, as its terminals and NO_COLOR have it. Text goes to `out` and standard error.
Console standard_console(std::ostream& out);

}  // namespace qalor
