// Where: places, circles, polygons and corridors along a line, and how far a point is from them, on the WGS 84
// ellipsoid by GeographicLib. Everything that has a name on the map is one "ground": some shapes, each with a reach
// around it. Within a reach the distance is 0, so that "in the zone" and "within 15 km of the line" are the same
// question with another limit.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace entente::verify {

struct GeoPoint {
  double latitude = 0;   // degrees, −90 to 90
  double longitude = 0;  // degrees, any turn of the globe
  friend bool operator==(const GeoPoint&, const GeoPoint&) = default;
};

bool is_on_the_globe(const GeoPoint& point);

// Distances are whole decimetres, so that a checker that reads them from a certificate compares the very same numbers.
using Decimetres = std::int64_t;
inline constexpr Decimetres immeasurable = std::int64_t{1} << 40;  // more than any distance on the globe

struct Shape {
  enum class Kind : std::uint8_t { point, line, polygon };
  Kind kind = Kind::point;
  std::vector<std::vector<GeoPoint>>
      parts;  // the point; the line; the outer ring and its holes (rings need not be closed)
  Decimetres reach = 0;
};

struct Ground {
  std::string name;
  std::vector<std::string> names;  // other names, and named places that lie in it
  std::vector<Shape> shapes;       // none: known by names alone
  Place place;
};

struct Distance {
  Decimetres least = 0;  // 0: the point is, or may be, within
  Decimetres most = immeasurable;
  friend bool operator==(const Distance&, const Distance&) = default;
};

// The distance of a point that is known to within `uncertainty` metres. Edges are geodesics; a polygon's edge belongs
// to it. Exact to a decimetre. Linear in the shapes' points, but only near pieces are measured on the ellipsoid.
Distance distance(const Ground& ground, const GeoPoint& point, double uncertainty);

// Bounds of that distance, from a sphere: some per cent apart, and a twentieth of the cost. Of polygons only the edges
// are looked at: within one the least is 0.
Distance rough_distance(const Ground& ground, const GeoPoint& point, double uncertainty);

// Metres between two points, and from a point to a geodesic segment.
double geodesic_distance(const GeoPoint& a, const GeoPoint& b);
double segment_distance(const GeoPoint& a, const GeoPoint& b, const GeoPoint& point);

// Point, LineString, Polygon, their Multi forms, Feature, FeatureCollection and GeometryCollection (RFC 7946: longitude
// stands first). Errors: "geojson-syntax", "geojson-kind", "geojson-coordinates".
Result<std::vector<Shape>> parse_geojson(std::string_view text, const Place& place);

}  // namespace entente::verify
