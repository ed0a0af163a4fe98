#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace qalor {

/// The subset of netCDF-4 that results need: one group of variables with named dimensions and attributes.
/// Nothing here knows of studies.
enum class NetcdfType { real, integer, text };

struct NetcdfDimension {
  std::string name;
  std::size_t length = 0;
};

struct NetcdfAttribute {
  std::string name;
  std::variant<std::string, std::vector<std::string>, std::vector<double>, std::vector<std::int64_t>> value;
};

/// A variable whose only dimension has its name is the coordinate of that dimension.
struct NetcdfVariable {
  std::string name;
  NetcdfType type = NetcdfType::real;
  std::vector<NetcdfDimension> dimensions;  ///< outermost first; none for a single value
  std::vector<NetcdfAttribute> attributes = {};

  std::size_t elements() const;
  const NetcdfAttribute* attribute(const std::string& attribute_name) const;
  /// The text of an attribute, "" where there is none.
  std::string text(const std::string& attribute_name) const;
};

/// A box of elements of a variable, row-major.
struct Slab {
  std::vector<std::size_t> start;
  std::vector<std::size_t> count;
};

/// The boxes that make up the elements [first, last), in row-major order, of an array of that shape; in order.
std::vector<Slab> slabs(std::size_t first, std::size_t last, std::span<const std::size_t> shape);

/// Writes a netCDF-4 file. The same calls make the same bytes. All functions throw EnvironmentError, with the path and
/// the reason; the file is then of no use.
class NetcdfWriter {
 public:
  /// Creates the file, or replaces it. Variables of more than 65536 elements are stored in compressed chunks.
  NetcdfWriter(const std::filesystem::path& path, std::vector<NetcdfVariable> variables,
               const std::vector<NetcdfAttribute>& attributes);
  ~NetcdfWriter();
  NetcdfWriter(const NetcdfWriter&) = delete;
  NetcdfWriter& operator=(const NetcdfWriter&) = delete;

  void write(std::size_t variable, const Slab& where, std::span<const double> values);
  void write(std::size_t variable, const Slab& where, std::span<const std::int64_t> values);
  void write(std::size_t variable, const Slab& where, std::span<const std::string> values);
  /// Closes the file; only then is it complete (not yet synced to the disk).
  void close();

 private:
  struct File;
  std::unique_ptr<File> file_;
};

/// Reads a file of NetcdfWriter. What is not such a file, or is damaged, is an EnvironmentError that names the path.
class NetcdfReader {
 public:
  explicit NetcdfReader(const std::filesystem::path& path);
  ~NetcdfReader();
  NetcdfReader(const NetcdfReader&) = delete;
  NetcdfReader& operator=(const NetcdfReader&) = delete;

  const std::vector<NetcdfVariable>& variables() const { return variables_; }
  const std::vector<NetcdfAttribute>& attributes() const { return attributes_; }

  std::vector<double> reals(std::size_t variable, const Slab& where) const;
  std::vector<std::int64_t> integers(std::size_t variable, const Slab& where) const;
  std::vector<std::string> texts(std::size_t variable, const Slab& where) const;

 private:
  struct File;
  std::unique_ptr<File> file_;
  std::vector<NetcdfVariable> variables_;
  std::vector<NetcdfAttribute> attributes_;
};

}  // namespace qalor
