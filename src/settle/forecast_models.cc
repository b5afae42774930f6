// The single models of the literature.
#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "settle/forecast.h"

namespace entente::settle {
namespace {

double force(const ForecastActor& actor) { return actor.power * actor.salience; }

double median_by(const std::vector<ForecastActor>& actors, const std::vector<double>& position) {
  std::vector<std::size_t> order(actors.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return position[a] < position[b]; });
  double total = 0;
  for (const ForecastActor& actor : actors) total += force(actor);
  double sum = 0;
  for (const std::size_t i : order) {
    sum += force(actors[i]);
    if (sum * 2 >= total) return position[i];
  }
  return actors.empty() ? 50 : position[order.back()];
}

// How likely i prevails over j: the share of force of those who are nearer to i.
double win_probability(const std::vector<ForecastActor>& actors, const std::vector<double>& position, std::size_t i,
                       std::size_t j) {
  double for_i = 0;
  double total = 0;
  for (std::size_t k = 0; k < actors.size(); ++k) {
    const double preference = std::fabs(position[k] - position[j]) - std::fabs(position[k] - position[i]);
    const double weight = force(actors[k]) * std::fabs(preference);
    total += weight;
    if (preference > 0) for_i += weight;
  }
  return total > 0 ? for_i / total : 0.5;
}

}  // namespace

double weighted_mean(const ForecastIssue& issue) {
  double sum = 0;
  double total = 0;
  for (const ForecastActor& actor : issue.actors) {
    sum += force(actor) * actor.position;
    total += force(actor);
  }
  return total > 0 ? sum / total : 50;
}

double median_voter(const ForecastIssue& issue) {
  std::vector<double> position;
  for (const ForecastActor& actor : issue.actors) position.push_back(actor.position);
  return median_by(issue.actors, position);
}

// Bueno de Mesquita's rounds, with risk-neutral actors: i challenges j where it expects to gain; j gives way to a
// challenger that expects more than j does, wholly if j expects to lose as much as i to gain, else in proportion; of
// several offers an actor takes the one that moves it least. The answer is the median after the last round.
double challenge_model(const ForecastIssue& issue) {
  constexpr int most_rounds = 10;
  const std::size_t n = issue.actors.size();
  std::vector<double> position;
  for (const ForecastActor& actor : issue.actors) position.push_back(actor.position);
  for (int round = 0; round < most_rounds && n > 1; ++round) {
    std::vector<double> expected(n * n, 0);  // what i expects of challenging j
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) {
        const double distance = std::fabs(position[i] - position[j]) / 100;
        const double resist = issue.actors[j].salience / 100;
        const double win = distance > 0 ? win_probability(issue.actors, position, i, j) : 0.5;
        expected[i * n + j] = 2 * distance * (resist * (2 * win - 1) + (1 - resist)) - distance;
      }
    }
    std::vector<double> next = position;
    double moved = 0;
    for (std::size_t j = 0; j < n; ++j) {
      double least = 1e9;
      for (std::size_t i = 0; i < n; ++i) {
        const double of_i = expected[i * n + j];
        const double of_j = expected[j * n + i];
        if (of_i <= 0 || of_i <= of_j || position[i] == position[j]) continue;
        const double share = of_j >= 0 || of_i >= -of_j ? 1 : of_i / -of_j;
        const double target = position[j] + share * (position[i] - position[j]);
        if (std::fabs(target - position[j]) < least) {
          least = std::fabs(target - position[j]);
          next[j] = target;
        }
      }
      moved += std::fabs(next[j] - position[j]);
    }
    position = std::move(next);
    if (moved < 0.1) break;
  }
  return median_by(issue.actors, position);
}

namespace {

// One possible exchange on two issues: `buyer` gets `seller`'s support on issue p and gives its own on issue q.
struct Exchange {
  double gain = 0;
  std::size_t p = 0, q = 0;
  std::size_t buyer_p = 0, seller_p = 0, buyer_q = 0, seller_q = 0;  // indices of actors in their issues
  double move_p = 0, move_q = 0;                                     // how far seller and buyer move
};

}  // namespace

// Within a proposal, two actors on opposite sides of the expected outcome on two issues each shift on the one that
// matters less to them, at the rate that gives both the same gain; the largest gains first, each actor once an issue.
std::vector<double> exchange_model(const std::vector<ForecastIssue>& issues) {
  std::vector<std::vector<double>> position;
  std::vector<double> outcome;
  std::vector<double> total;
  for (const ForecastIssue& issue : issues) {
    position.emplace_back();
    total.push_back(0);
    for (const ForecastActor& actor : issue.actors) {
      position.back().push_back(actor.position);
      total.back() += force(actor);
    }
    outcome.push_back(weighted_mean(issue));
  }
  std::map<std::string_view, std::vector<std::size_t>> proposals;
  for (std::size_t i = 0; i < issues.size(); ++i) {
    if (!issues[i].proposal.empty()) proposals[issues[i].proposal].push_back(i);
  }
  for (const auto& [name, members] : proposals) {
    std::vector<Exchange> exchanges;
    for (const std::size_t p : members) {
      for (const std::size_t q : members) {
        if (p == q) continue;
        std::map<std::string_view, std::size_t> in_q;
        for (std::size_t k = 0; k < issues[q].actors.size(); ++k) in_q.emplace(issues[q].actors[k].name, k);
        for (std::size_t b = 0; b < issues[p].actors.size(); ++b) {
          for (std::size_t s = 0; s < issues[p].actors.size(); ++s) {
            const auto b_in_q = in_q.find(issues[p].actors[b].name);
            const auto s_in_q = in_q.find(issues[p].actors[s].name);
            if (b == s || b_in_q == in_q.end() || s_in_q == in_q.end()) continue;
            const ForecastActor& buyer_q = issues[q].actors[b_in_q->second];
            const ForecastActor& seller_q = issues[q].actors[s_in_q->second];
            const ForecastActor& buyer_p = issues[p].actors[b];
            const ForecastActor& seller_p = issues[p].actors[s];
            // Opposite sides on both, and the buyer cares more for p than the seller does, in proportion.
            if ((buyer_p.position - outcome[p]) * (seller_p.position - outcome[p]) >= 0) continue;
            if ((buyer_q.position - outcome[q]) * (seller_q.position - outcome[q]) >= 0) continue;
            if (buyer_p.salience * seller_q.salience <= seller_p.salience * buyer_q.salience) continue;
            const double most_p = std::fabs(buyer_p.position - seller_p.position);
            const double most_q = std::fabs(buyer_q.position - seller_q.position);
            const double shift_p = force(seller_p) / total[p];  // of the outcome per unit of the seller's move
            const double shift_q = force(buyer_q) / total[q];
            // Equal gains: (buyer's + seller's salience) * shift are equal on both issues.
            const double both_p = (buyer_p.salience + seller_p.salience) * shift_p;
            const double both_q = (buyer_q.salience + seller_q.salience) * shift_q;
            if (both_p <= 0 || both_q <= 0) continue;
            const double scale = std::min(most_p * both_p, most_q * both_q);
            Exchange exchange{0, p, q, b, s, b_in_q->second, s_in_q->second, scale / both_p, scale / both_q};
            exchange.gain = buyer_p.salience * exchange.move_p * shift_p - buyer_q.salience * exchange.move_q * shift_q;
            if (exchange.gain > 1e-9) exchanges.push_back(exchange);
          }
        }
      }
    }
    std::stable_sort(exchanges.begin(), exchanges.end(),
                     [](const Exchange& a, const Exchange& b) { return a.gain > b.gain; });
    std::map<std::pair<std::size_t, std::size_t>, bool> used;  // issue and actor
    for (const Exchange& exchange : exchanges) {
      bool& seller_used = used[{exchange.p, exchange.seller_p}];
      bool& buyer_used = used[{exchange.q, exchange.buyer_q}];
      if (seller_used || buyer_used) continue;
      seller_used = buyer_used = true;
      const double towards_p = issues[exchange.p].actors[exchange.buyer_p].position;
      const double towards_q = issues[exchange.q].actors[exchange.seller_q].position;
      double& seller = position[exchange.p][exchange.seller_p];
      double& buyer = position[exchange.q][exchange.buyer_q];
      seller += std::copysign(exchange.move_p, towards_p - seller);
      buyer += std::copysign(exchange.move_q, towards_q - buyer);
    }
  }
  std::vector<double> result;
  for (std::size_t i = 0; i < issues.size(); ++i) {
    double sum = 0;
    for (std::size_t k = 0; k < issues[i].actors.size(); ++k) sum += force(issues[i].actors[k]) * position[i][k];
    result.push_back(total[i] > 0 ? sum / total[i] : 50);
  }
  return result;
}

}  // namespace entente::settle
