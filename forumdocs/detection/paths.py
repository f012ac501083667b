"""The cheapest way to label a row of units when every change of label has its price.

The Viterbi algorithm, with one price of change for each gap between units, whatever the two labels are; time
and memory grow with units times labels.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def cheapest_labels(costs: Sequence[Sequence[float]], changes: Sequence[float]) -> list[int]:
    """Label the units at the least total cost.

    Args:
        costs: for every unit, what each label costs.
        changes: for every unit, what another label than that of the unit before costs; the first is unused.

    Returns:
        The number of the label of every unit; of equally cheap ways the one that changes later.
    """
    if not costs:
        return []
    totals = list(costs[0])
    came_from: list[list[int]] = []
    for unit, change in zip(costs[1:], changes[1:], strict=True):
        cheapest = min(range(len(totals)), key=totals.__getitem__)
        moved = totals[cheapest] + change
        came_from.append([cheapest if moved < total else label for label, total in enumerate(totals)])
        totals = [min(total, moved) + cost for total, cost in zip(totals, unit, strict=True)]
    label = min(range(len(totals)), key=totals.__getitem__)
    labels = [label]
    for before in reversed(came_from):
        label = before[label]
        labels.append(label)
    return labels[::-1]
