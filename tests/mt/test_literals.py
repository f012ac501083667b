from __future__ import annotations

import pytest

from forumdocs.mt.literals import find_literals, lost_literals, restore, split_edges


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("See https://forum.example.org/a_b?x=1, please.", ["https://forum.example.org/a_b?x=1"]),
        ("详情见https://forum.example.cn/2025。谢谢", ["https://forum.example.cn/2025"]),
        ("참가 신청: info@forum.example.kr.", ["info@forum.example.kr"]),
        ("(www.example.com)", ["www.example.com"]),
        ("https://example.org/wiki/Bell_(state)", ["https://example.org/wiki/Bell_(state)"]),
        ("doi:10.1000/xyz-123.", ["doi:10.1000/xyz-123"]),
        (
            "ISO/IEC 4879:2024 and ITU-T Y.3800 (QKD-2025/7)",
            ["ISO/IEC 4879:2024", "ITU-T Y.3800", "QKD-2025/7"],
        ),
        ("по ГОСТ 12.1.004 и GB/T 43740-2024", ["ГОСТ 12.1.004", "GB/T 43740-2024"]),
        ("오차율 10⁻³ 이하", ["10⁻³"]),
        ("где E = mc^2, как известно", ["E = mc^2"]),
        ("the state |ψ⟩ decays", ["|ψ⟩"]),
    ],
)
def test_literals_are_found(text: str, found: list[str]) -> None:
    assert [literal.text for literal in find_literals(text)] == found


@pytest.mark.parametrize("text", ["COVID-19 and F-16", "5G, H2O and Q#", "in 2025/26", "a/b testing", "and/or 3.5"])
def test_what_people_translate_is_no_literal(text: str) -> None:
    assert find_literals(text) == ()


def test_edges_are_cut_off_and_join_to_the_text() -> None:
    text = "https://a.example.org: register now (see https://b.example.org/x)."
    head, body, tail = split_edges(text)
    assert head + body + tail == text
    assert (body, tail) == (
        ": register now (see",
        " https://b.example.org/x).",
    ) or body == "register now (see"


def test_an_address_in_the_middle_is_not_cut_off() -> None:
    assert split_edges("Write to a@b.example.org before May.") == (
        "",
        "Write to a@b.example.org before May.",
        "",
    )


@pytest.mark.parametrize(
    ("source", "mangled", "mended"),
    [
        (
            "Пишите на info@forum.example.ru сегодня",
            "Write to info @ forum.example.ru today",
            "Write to info@forum.example.ru today",
        ),
        (
            "见https://forum.example.cn/2025/a了解",
            "See https://forum.exampl.cn/202/a now",
            "See https://forum.example.cn/2025/a now",
        ),
        ("문서 QKD-2025/7 참조", "See document QKD - 2025 / 7.", "See document QKD-2025/7."),
        ("не более 10⁻³ ошибок", "at most 10-3 errors", "at most 10⁻³ errors"),
    ],
)
def test_a_mangled_literal_is_found_and_put_back(source: str, mangled: str, mended: str) -> None:
    assert restore(source, mangled) == mended


def test_a_literal_that_left_no_trace_is_lost() -> None:
    source = "See https://forum.example.org/2025 for more"
    assert restore(source, "Подробности позже") == "Подробности позже"
    assert [literal.text for literal in lost_literals(source, "Подробности позже")] == [
        "https://forum.example.org/2025"
    ]
