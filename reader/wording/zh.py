"""What the program says in Chinese, by what it says in English. Half-width spaces stand between Chinese and Latin."""

from collections.abc import Mapping

TABLE: Mapping[str, str] = {
    "Too small: {columns}×{lines} cells at least": "窗口太小：至少要 {columns}×{lines} 格",
}
