// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/cli/interrupt.hpp"

#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <csignal>

#include "qalor/cli/command.hpp"

namespace qalor {
namespace {

// A signal handler has no argument but the signal: what it sets must have static storage.
struct Caught {
  std::atomic<bool> flag = false;
  std::atomic<int> signal = 0;
};

Caught& caught() {
  static Caught instance;
  return instance;
}

constexpr std::array signals{SIGINT, SIGTERM, SIGUSR1, SIGALRM};

extern "C" void qalor_take_signal(int signal) {
  if (signal == SIGINT && caught().signal == SIGINT) ::_exit(static_cast<int>(Exit::interrupted));
  caught().signal = signal;
  caught().flag = true;
}

void handle(void (*handler)(int)) {
  struct sigaction action {};
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  for (const int signal : signals) ::sigaction(signal, &action, nullptr);
}

void start_alarm(double seconds) {
  // An interval of zero would switch the alarm off.
  const double whole = std::floor(std::min(seconds, 1e9));
  itimerval timer{};
  timer.it_value.tv_sec = static_cast<time_t>(whole);
  timer.it_value.tv_usec = std::max<suseconds_t>(static_cast<suseconds_t>((seconds - whole) * 1e6), whole > 0 ? 0 : 1);
  ::setitimer(ITIMER_REAL, &timer, nullptr);
}

}  // namespace

// What the handler sets is made here, before it can be called.
Interrupt::Interrupt(std::optional<double> time_limit_seconds) : flag_(caught().flag), signal_(caught().signal) {
  flag_ = false;
  signal_ = 0;
  handle(qalor_take_signal);
  if (time_limit_seconds) start_alarm(*time_limit_seconds);
}

Interrupt::~Interrupt() {
  const itimerval off{};
  ::setitimer(ITIMER_REAL, &off, nullptr);
  handle(SIG_DFL);
}

std::string Interrupt::cause() const {
  switch (signal_) {
    case SIGINT:
      return "SIGINT";
    case SIGTERM:
      return "SIGTERM";
    case SIGUSR1:
      return "SIGUSR1";
    case SIGALRM:
      return "the time limit";
    default:
      return "";
  }
}

}  // namespace qalor
