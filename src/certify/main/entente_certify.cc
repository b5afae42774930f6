// entente-certify FILE…: checks certificates. Exit status 0 all are valid, 1 one is not, 2 bad usage, 3 unreadable.
#include <fstream>
#include <iostream>

#include "certify/certify.h"

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "usage: entente-certify FILE...\n";
    return 2;
  }
  int status = 0;
  for (int i = 1; i < argc; ++i) {
    std::ifstream file(argv[i], std::ios::binary);
    if (!file) {
      std::cerr << argv[i] << ": cannot be opened\n";
      return 3;
    }
    const entente::certify::Verdict verdict = entente::certify::check(file);
    std::cout << argv[i] << ": " << (verdict.valid ? "valid" : "NOT VALID") << " " << verdict.kind << ": "
              << verdict.message << '\n';
    if (!verdict.valid) status = 1;
  }
  return status;
}
