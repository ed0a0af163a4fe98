// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/cli/console.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string_view>
#include <system_error>
#include <utility>

#include "qalor/base/error.hpp"

namespace qalor {
namespace {

class DescriptorBuffer : public std::streambuf {
 public:
  DescriptorBuffer(int descriptor, std::string name) : descriptor_(descriptor), name_(std::move(name)) {
    setp(block_.data(), block_.data() + block_.size());
  }

 protected:
  int_type overflow(int_type character) override {
    sync();
    if (traits_type::eq_int_type(character, traits_type::eof())) return traits_type::not_eof(character);
    *pptr() = traits_type::to_char_type(character);
    pbump(1);
    return character;
  }

  int sync() override {
    const char* next = pbase();
    const char* const end = pptr();
    setp(block_.data(), block_.data() + block_.size());  // what cannot be written is not tried again
    while (next != end) {
      const ssize_t written = ::write(descriptor_, next, static_cast<std::size_t>(end - next));
      if (written < 0 && errno == EINTR) continue;
      if (written < 0)
        throw EnvironmentError(fmt::format("cannot write to {}: {}", name_, std::generic_category().message(errno)));
      next += written;
    }
    return 0;
  }

 private:
  int descriptor_;
  std::string name_;
  std::array<char, 1 << 16> block_;
};

bool is_set(const char* variable) {
  const char* value = std::getenv(variable);
  return value != nullptr && *value != '\0';
}

bool is_dumb_terminal() {
  const char* terminal = std::getenv("TERM");
  return terminal == nullptr || std::string_view(terminal) == "dumb";
}

std::size_t terminal_columns(std::size_t otherwise) {
  winsize size{};
  const bool known = ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return known ? size.ws_col : otherwise;
}

const char* escape_of(const std::string& kind) {
  if (kind == "error") return "\x1b[1;31m";
  return kind == "warning" ? "\x1b[1;33m" : "\x1b[1m";
}

}  // namespace

DescriptorStream::DescriptorStream(int descriptor, std::string name)
    : std::ostream(nullptr), buffer_(std::make_unique<DescriptorBuffer>(descriptor, std::move(name))) {
  rdbuf(buffer_.get());
  exceptions(std::ios::badbit);  // lets the exceptions of the buffer through
}

DescriptorStream::~DescriptorStream() = default;

void Console::say(const std::string& kind, const std::string& text) const {
  if (json_messages) {
    const nlohmann::ordered_json event = {{"event", kind}, {"message", text}};
    messages << event.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
  } else if (colour) {
    messages << fmt::format("{}{}:\x1b[0m {}\n", escape_of(kind), kind, text);
  } else {
    messages << fmt::format("{}: {}\n", kind, text);
  }
  messages.flush();
}

Console standard_console(std::ostream& out) {
  Console console{.out = out, .messages = std::cerr};
  console.messages_on_terminal = ::isatty(STDERR_FILENO) != 0 && !is_dumb_terminal();
  console.colour = console.messages_on_terminal && !is_set("NO_COLOR");
  console.columns = terminal_columns(console.columns);
  return console;
}

}  // namespace qalor
