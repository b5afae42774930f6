#include "verify/zones.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

#include <GeographicLib/Geodesic.hpp>
#include <GeographicLib/GeodesicLine.hpp>
#include <GeographicLib/Gnomonic.hpp>

#include "format/json.h"

namespace entente::verify {
namespace {

using GeographicLib::Geodesic;
constexpr double degree = std::numbers::pi / 180;
constexpr double mean_radius = 6371008.8;
// A sphere of the mean radius is wrong about a distance by less than 0.6 % of it.
constexpr double sphere_slack = 0.006;

struct Vector {
  double x, y, z;
};
Vector unit(const GeoPoint& p) {
  const double c = std::cos(p.latitude * degree);
  return {c * std::cos(p.longitude * degree), c * std::sin(p.longitude * degree), std::sin(p.latitude * degree)};
}
double dot(const Vector& a, const Vector& b) { return a.x * b.x + a.y * b.y + a.z * b.z; }
Vector cross(const Vector& a, const Vector& b) {
  return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}
double angle(const Vector& a, const Vector& b) {
  const Vector c = cross(a, b);
  return std::atan2(std::sqrt(dot(c, c)), dot(a, b));
}

// On the sphere: where the segment must be measured and where it need not.
double spherical_segment_distance(const Vector& a, const Vector& b, const Vector& p) {
  const Vector normal = cross(a, b);
  const double length = std::sqrt(dot(normal, normal));
  if (length > 1e-12) {
    const bool beside = dot(cross(normal, a), p) >= 0 && dot(cross(normal, b), p) <= 0;
    if (beside) return mean_radius * std::asin(std::min(1.0, std::abs(dot(normal, p)) / length));
  }
  return mean_radius * std::min(angle(a, p), angle(b, p));
}

// The least distance to a chain of points (closed for a ring), in metres.
double chain_distance(const std::vector<GeoPoint>& points, bool closed, const GeoPoint& p) {
  if (points.empty()) return std::numeric_limits<double>::infinity();
  if (points.size() == 1) return geodesic_distance(points[0], p);
  const std::size_t edges = closed ? points.size() : points.size() - 1;
  const Vector at = unit(p);
  std::vector<Vector> units;
  units.reserve(points.size());
  for (const GeoPoint& point : points) units.push_back(unit(point));
  std::vector<double> rough(edges);
  double nearest = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < edges; ++i) {
    rough[i] = spherical_segment_distance(units[i], units[(i + 1) % points.size()], at);
    nearest = std::min(nearest, rough[i]);
  }
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < edges; ++i) {
    // A long geodesic of the ellipsoid also strays from the great circle: 0.3 % of its length is more than it ever
    // does.
    const double stray = 0.003 * mean_radius * angle(units[i], units[(i + 1) % points.size()]);
    if (rough[i] * (1 - sphere_slack) - stray > nearest * (1 + sphere_slack) + stray) continue;
    least = std::min(least, segment_distance(points[i], points[(i + 1) % points.size()], p));
  }
  return least;
}

// In the gnomonic projection about the point geodesics are as good as straight, and the point is the origin.
bool ring_holds(const std::vector<GeoPoint>& ring, const GeoPoint& p) {
  if (ring.size() < 3) return false;
  static const GeographicLib::Gnomonic projection(Geodesic::WGS84());
  bool inside = false;
  double ax = 0, ay = 0;
  bool known = true;
  auto project = [&](const GeoPoint& q, double& x, double& y) {
    projection.Forward(p.latitude, p.longitude, q.latitude, q.longitude, x, y);
    if (!std::isfinite(x) || !std::isfinite(y)) known = false;  // beyond the horizon: a zone of half a globe is none
  };
  project(ring.back(), ax, ay);
  for (const GeoPoint& q : ring) {
    double bx = 0, by = 0;
    project(q, bx, by);
    if (!known) return false;
    if ((ay > 0) != (by > 0) && ax + (bx - ax) * (0 - ay) / (by - ay) > 0) inside = !inside;
    ax = bx, ay = by;
  }
  return inside;
}

double shape_distance(const Shape& shape, const GeoPoint& p) {
  if (shape.parts.empty()) return std::numeric_limits<double>::infinity();
  if (shape.kind != Shape::Kind::polygon) return chain_distance(shape.parts[0], false, p);
  double edge = std::numeric_limits<double>::infinity();
  for (const auto& ring : shape.parts) edge = std::min(edge, chain_distance(ring, true, p));
  bool inside = ring_holds(shape.parts[0], p);
  for (std::size_t i = 1; i < shape.parts.size() && inside; ++i) inside = !ring_holds(shape.parts[i], p);
  return inside ? 0 : edge;
}

Decimetres decimetres(double metres) {
  if (!(metres < 1e9)) return immeasurable;
  return std::max<Decimetres>(0, std::llround(metres * 10));
}

using format::Json;

class GeoJson {
 public:
  explicit GeoJson(const Place& place) : place_(place) {}

  Diagnostics problems;
  std::vector<Shape> shapes;

  void read(const Json& value, int depth) {
    if (depth > 8 || !value.is_object()) return bad("geojson-kind", "A GeoJSON object is needed here.");
    const std::string type =
        value.contains("type") && value["type"].is_string() ? value["type"].get<std::string>() : "";
    const Json coordinates = value.contains("coordinates") ? value["coordinates"] : Json();
    if (type == "Point") return add(Shape::Kind::point, {Json::array({coordinates})});
    if (type == "LineString") return add(Shape::Kind::line, {coordinates});
    if (type == "Polygon") return add(Shape::Kind::polygon, parts(coordinates));
    if (type == "MultiPoint") {
      for (const Json& part : parts(coordinates)) add(Shape::Kind::point, {Json::array({part})});
      return;
    }
    if (type == "MultiLineString") {
      for (const Json& part : parts(coordinates)) add(Shape::Kind::line, {part});
      return;
    }
    if (type == "MultiPolygon") {
      for (const Json& part : parts(coordinates)) add(Shape::Kind::polygon, parts(part));
      return;
    }
    if (type == "Feature") return read(value.contains("geometry") ? value["geometry"] : Json(), depth + 1);
    const char* members = type == "FeatureCollection"    ? "features"
                          : type == "GeometryCollection" ? "geometries"
                                                         : nullptr;
    if (!members) return bad("geojson-kind", "\"" + type + "\" is no kind of GeoJSON object.");
    if (!value.contains(members) || !value[members].is_array()) return bad("geojson-kind", type + " without its list.");
    for (const Json& part : value[members]) read(part, depth + 1);
  }

 private:
  void bad(std::string code, std::string why) {
    if (problems.empty()) problems.push_back(error(std::move(code), std::move(why), place_));
  }
  std::vector<Json> parts(const Json& list) {
    if (!list.is_array() || list.empty()) {
      bad("geojson-coordinates", "Coordinates are missing.");
      return {};
    }
    return {list.begin(), list.end()};
  }
  void add(Shape::Kind kind, const std::vector<Json>& lists) {
    Shape shape;
    shape.kind = kind;
    for (const Json& list : lists) {
      std::vector<GeoPoint> points;
      for (const Json& position : parts(list)) {
        if (!position.is_array() || position.size() < 2 || !position[0].is_number() || !position[1].is_number()) {
          return bad("geojson-coordinates", "A position is [longitude, latitude].");
        }
        points.push_back({position[1].get<double>(), position[0].get<double>()});
        if (!is_on_the_globe(points.back())) return bad("geojson-coordinates", "A position is outside of the globe.");
      }
      if (points.size() > 1 && kind == Shape::Kind::polygon && points.front() == points.back()) points.pop_back();
      const std::size_t least = kind == Shape::Kind::polygon ? 3 : kind == Shape::Kind::line ? 2 : 1;
      if (points.size() < least) return bad("geojson-coordinates", "There are too few positions for this shape.");
      shape.parts.push_back(std::move(points));
    }
    if (!shape.parts.empty()) shapes.push_back(std::move(shape));
  }

  Place place_;
};

}  // namespace

bool is_on_the_globe(const GeoPoint& p) {
  return std::isfinite(p.latitude) && std::isfinite(p.longitude) && std::abs(p.latitude) <= 90 &&
         std::abs(p.longitude) <= 540;
}

double geodesic_distance(const GeoPoint& a, const GeoPoint& b) {
  double metres = 0;
  Geodesic::WGS84().Inverse(a.latitude, a.longitude, b.latitude, b.longitude, metres);
  return metres;
}

// Walks along the geodesic to the foot of the point: from where one stands, the foot is about atan(tan d · cos α)
// further on, with d the distance to the point and α the angle between the line and the way to it; the error falls with
// each step.
double segment_distance(const GeoPoint& a, const GeoPoint& b, const GeoPoint& point) {
  const auto line = Geodesic::WGS84().InverseLine(a.latitude, a.longitude, b.latitude, b.longitude);
  const double length = line.Distance();
  if (!(length > 0)) return geodesic_distance(a, point);
  double at = 0;
  double best = std::min(geodesic_distance(a, point), geodesic_distance(b, point));
  for (int step = 0; step < 12; ++step) {
    double latitude = 0, longitude = 0, heading = 0;
    line.Position(at, latitude, longitude, heading);
    double metres = 0, towards = 0, arrival = 0;
    Geodesic::WGS84().Inverse(latitude, longitude, point.latitude, point.longitude, metres, towards, arrival);
    best = std::min(best, metres);
    const double d = std::min(metres / mean_radius, 0.49 * std::numbers::pi);
    const double forward = mean_radius * std::atan(std::tan(d) * std::cos((towards - heading) * degree));
    const double next = std::clamp(at + forward, 0.0, length);
    if (std::abs(next - at) < 0.001) break;
    at = next;
  }
  return best;
}

Distance distance(const Ground& ground, const GeoPoint& point, double uncertainty) {
  double least = std::numeric_limits<double>::infinity();
  for (const Shape& shape : ground.shapes) {
    least = std::min(least, std::max(0.0, shape_distance(shape, point) - static_cast<double>(shape.reach) / 10));
  }
  if (!std::isfinite(least)) return {};
  return {decimetres(least - uncertainty), decimetres(least + uncertainty)};
}

Distance rough_distance(const Ground& ground, const GeoPoint& point, double uncertainty) {
  const Vector at = unit(point);
  double least = std::numeric_limits<double>::infinity(), most = least;
  for (const Shape& shape : ground.shapes) {
    const double reach = static_cast<double>(shape.reach) / 10;
    const bool polygon = shape.kind == Shape::Kind::polygon;
    if (polygon) least = 0;
    for (const auto& points : shape.parts) {
      if (points.empty()) continue;
      Vector a = unit(polygon ? points.back() : points[0]);
      for (const GeoPoint& end : points) {
        const Vector b = unit(end);
        const double rough = spherical_segment_distance(a, b, at);
        const double slack = sphere_slack * rough + 0.003 * mean_radius * angle(a, b) + 1;
        if (!polygon) least = std::min(least, rough - slack - reach);
        most = std::min(most, rough + slack - reach);
        a = b;
      }
    }
  }
  if (!std::isfinite(most)) return {};
  return {decimetres(least - uncertainty), decimetres(std::max(0.0, most) + uncertainty)};
}

Result<std::vector<Shape>> parse_geojson(std::string_view text, const Place& place) {
  auto value = format::parse_json(text, place.file);
  if (!value) return error("geojson-syntax", value.diagnostics()[0].message, place);
  GeoJson reader(place);
  reader.read(*value, 0);
  if (!reader.problems.empty()) return reader.problems;
  if (reader.shapes.empty()) return error("geojson-coordinates", "The GeoJSON has no shape.", place);
  return std::move(reader.shapes);
}

}  // namespace entente::verify
