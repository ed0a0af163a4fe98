# SPDX-License-Identifier: BSD-3-Clause
"""What a benchmark measured, as a table."""

import dataclasses


@dataclasses.dataclass
class Row:
    benchmark: str
    program: str
    seconds: float  # processor time of a point
    memory: float   # largest memory of the process [MB]


def rounded(x: float) -> str:
    """Two digits, which is what a shared machine repeats."""
    return f"{x:.2g}" if x < 10 else f"{float(f'{x:.2g}'):,.0f}".replace(",", " ")


def table(rows: list[Row]) -> str:
    """The first row of each benchmark is qalor's, and the unit of the others."""
    lines = ["| benchmark | program | points per second | qalor is faster by | memory [MB] |", "|---|---|---|---|---|"]
    for row in rows:
        unit = next(r for r in rows if r.benchmark == row.benchmark)
        ratio = "" if row is unit else f"{rounded(row.seconds / unit.seconds)}×"
        lines.append(f"| {row.benchmark} | {row.program} | {rounded(1 / row.seconds)} | {ratio} | {row.memory:.0f} |")
    return "\n".join(lines) + "\n"
