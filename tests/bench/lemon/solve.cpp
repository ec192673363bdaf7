// Reads a minimum cost flow problem (DIMACS) from the standard input, solves it with LEMON's two best algorithms, and prints for each
// its name, the objective and the seconds of solving. Reading is not counted.
#include <chrono>
#include <iostream>
#include <lemon/cost_scaling.h>
#include <lemon/dimacs.h>
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

using Graph = lemon::SmartDigraph;
using Cost = long long;

template <typename Solver>
void run(const char *name, const Graph &graph, const Graph::ArcMap<Cost> &lower, const Graph::ArcMap<Cost> &upper,
         const Graph::ArcMap<Cost> &cost, const Graph::NodeMap<Cost> &supply) {
  const auto start = std::chrono::steady_clock::now();
  Solver solver(graph);
  solver.lowerMap(lower).upperMap(upper).costMap(cost).supplyMap(supply);
  const bool solved = solver.run() == Solver::OPTIMAL;
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  std::cout << name << ' ' << (solved ? solver.template totalCost<Cost>() : -1) << ' ' << seconds.count() << std::endl;
}

int main() {
  std::ios::sync_with_stdio(false);
  Graph graph;
  Graph::ArcMap<Cost> lower(graph), upper(graph), cost(graph);
  Graph::NodeMap<Cost> supply(graph);
  lemon::readDimacsMin(std::cin, graph, lower, upper, cost, supply);
  run<lemon::NetworkSimplex<Graph, Cost>>("NetworkSimplex", graph, lower, upper, cost, supply);
  run<lemon::CostScaling<Graph, Cost>>("CostScaling", graph, lower, upper, cost, supply);
}
