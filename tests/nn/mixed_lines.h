// Lines of mixed scripts for the tokenizer, the same for the same seed on every machine: words of many alphabets,
// accents composed and not, ideographs, signs, spaces of all kinds, control characters, long words, invisible marks.
#pragma once

#include <cstdint>
#include <iterator>
#include <string>

namespace entente::nn::test {

class MixedLines {
 public:
  explicit MixedLines(std::uint64_t seed) : state_(seed * 2654435761u + 1) {}

  std::string next() {
    std::string line;
    const std::uint32_t words = 1 + below(14);
    for (std::uint32_t w = 0; w < words; ++w) {
      word(line);
      const std::uint32_t dice = below(12);
      if (dice < 8) {
        line += ' ';
      } else if (dice == 8) {
        add(pick({0x20, 0x09, 0xA0, 0x2003, 0x3000, 0x2028, 0x85, 0x0B, 0x200B, 0x1680}), line);
      } else if (dice == 9) {
        add(pick({',', '.', ';', ':', '!', '-', '\'', '"', 0x2019, 0x201C, 0x2014, 0x2026, '$', '^', '`', '~', 0x20AC}),
            line);
      }
    }
    return line;
  }

 private:
  std::uint32_t below(std::uint32_t n) {
    state_ = state_ * 6364136223846793005ull + 1442695040888963407ull;
    return static_cast<std::uint32_t>((state_ >> 33) % n);
  }
  char32_t pick(std::initializer_list<char32_t> from) {
    return *(from.begin() + below(static_cast<std::uint32_t>(from.size())));
  }

  static void add(char32_t code, std::string& line) {
    const auto byte = [&](char32_t value) { line += static_cast<char>(value); };
    if (code < 0x80) {
      byte(code);
    } else if (code < 0x800) {
      byte(0xC0 | code >> 6);
      byte(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
      byte(0xE0 | code >> 12);
      byte(0x80 | (code >> 6 & 0x3F));
      byte(0x80 | (code & 0x3F));
    } else {
      byte(0xF0 | code >> 18);
      byte(0x80 | (code >> 12 & 0x3F));
      byte(0x80 | (code >> 6 & 0x3F));
      byte(0x80 | (code & 0x3F));
    }
  }

  void from_range(char32_t first, char32_t last, std::uint32_t longest, std::string& line) {
    for (std::uint32_t i = 1 + below(longest); i > 0; --i) add(first + below(last - first + 1), line);
  }

  void word(std::string& line) {
    static constexpr const char* english[] = {"the",         "minister",
                                              "said",        "Negotiations",
                                              "ceasefire",   "re-opened",
                                              "Harbour",     "unacceptable",
                                              "talks",       "U.S.",
                                              "20-point",    "don't",
                                              "spokeswoman", "quartermaster",
                                              "Velmar",      "Kesh",
                                              "toll-free",   "ISW",
                                              "[SEP]x",      "##ing",
                                              "e.g.",        "1,000",
                                              "3.5%",        "14:05",
                                              "straits",     "antidisestablishment",
                                              "naïve",       "Zürich",
                                              "café's",      "İzmir",
                                              "STRASSE",     "ﬁnal",
                                              "ÅNGSTRÖM",    "façade"};
    switch (below(20)) {
      case 0:
      case 1:
      case 2:
      case 3:
      case 4:
      case 5:
        line += english[below(static_cast<std::uint32_t>(std::size(english)))];
        break;
      case 6:
        from_range('a', 'z', 9, line);
        break;
      case 7:
        from_range(0x21, 0x7E, 8, line);
        break;
      case 8:
        from_range(0xC0, 0x24F, 8, line);
        break;  // Latin with accents
      case 9:
        from_range(0x391, 0x3A1, 4, line);
        from_range(0x3B1, 0x3CE, 8, line);
        break;  // Greek
      case 10:
        from_range(0x410, 0x44F, 10, line);
        break;  // Cyrillic
      case 11:
        from_range(0x5D0, 0x5EA, 7, line);
        break;  // Hebrew
      case 12:
        from_range(0x621, 0x652, 8, line);
        break;  // Arabic with its vowel marks
      case 13:
        from_range(0x905, 0x94D, 8, line);
        break;  // Devanagari
      case 14:
        from_range(0x4E00, 0x9FA5, 6, line);
        break;  // ideographs
      case 15:
        from_range(0x3041, 0x3096, 6, line);
        break;  // Hiragana
      case 16:
        from_range(0xAC00, 0xD7A3, 5, line);
        break;  // Hangul, which comes apart
      case 17:  // accents not composed, in any order
        for (std::uint32_t i = 1 + below(5); i > 0; --i) {
          from_range('a', 'z', 2, line);
          for (std::uint32_t k = below(4); k > 0; --k) add(pick({0x301, 0x300, 0x327, 0x323, 0x308, 0x20DD}), line);
        }
        break;
      case 18:
        if (below(4) == 0) {
          from_range('a', 'z', 140, line);
        } else {
          add(pick({0x1F600, 0x1F923, 0x2603, 0x2122, 0x2167, 0xBD,   0xFB01,  0xFF21,  0x2126,
                    0x212A,  0x37E,   0x1E9E, 0x130,  0x131,  0xF900, 0x2F800, 0x20000, 0x10400,
                    0x1D400, 0xE000,  0xFEFF, 0xAD,   0x200D, 0xFFFD, 0x01,    0x7F,    0x378}),
              line);
        }
        break;
      default:  // anything of the first plane that is no surrogate
        for (std::uint32_t i = 1 + below(4); i > 0; --i) {
          const char32_t code = 0x20 + below(0xFFFF - 0x20);
          if (!(code >= 0xD800 && code < 0xE000) && !is_newer(code)) add(code, line);
        }
    }
  }

  // Where the reference's tables and ICU's of one year differ: signs that changed their category, marks and letters of
  // other years. They are left out.
  static bool is_newer(char32_t code) {
    return code == 0x166D || code == 0x1734 || code == 0x1885 || code == 0x1886 || code == 0xA9BD || code == 0x1C89 ||
           (code >= 0xA7CB && code <= 0xA7DF);
  }

  std::uint64_t state_;
};

}  // namespace entente::nn::test
