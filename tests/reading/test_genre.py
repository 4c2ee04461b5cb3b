"""What is no notice is told by its signs, and read with caution."""

from __future__ import annotations

import pytest

import zhengce
from zhengce.reading import genre
from zhengce.reading.genre import SIGNS, Sign
from zhengce.reading.trace import trace

each_sign = pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: f"{sign.genre.value} by {sign.words.pattern[:20]}")


def read(text: str) -> genre.Genre | None:
    found = trace(zhengce.parse(text).source).genre
    return found and found[0]


@each_sign
def test_a_sign_alone_shows_that_a_text_is_no_notice(sign: Sign, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(sign.shows) is sign.genre
    monkeypatch.setattr(genre, "SIGNS", tuple(other for other in SIGNS if other is not sign))
    assert read(sign.shows) is None


@each_sign
def test_similar_words_show_nothing(sign: Sign) -> None:
    assert read(sign.spares) is None


@each_sign
def test_what_obliges_nobody_is_a_time_limit_in_a_notice_only(sign: Sign) -> None:
    assert [limit.text for limit in zhengce.parse(sign.shows).deadlines] == []
    assert [limit.text for limit in zhengce.parse(sign.spares).deadlines] == ["每年"]


REPORT = "云州新食堂\n近日，云州市民政局印发通知，餐费每年减半，老人不用再出门买菜做饭。"


@pytest.mark.parametrize(
    "proof",
    [
        "云政发〔2024〕5号\n{}",
        "{}\n（牵头单位：市民政局）",
        "{}\n云州市民政局\n2024年5月6日",
        "云州市民政局关于助餐的通知\n各县区民政局：\n{}",
        "云州市民政局关于助餐的通知\n{}",
        "云州市助餐会议纪要\n{}",
        "{}全文如下：",
    ],
)
def test_what_proves_a_notice_is_stronger_than_a_sign(proof: str) -> None:
    assert read(REPORT) is genre.Genre.REPORT
    assert read(proof.format(REPORT)) is None


def test_only_the_title_of_an_explanation_is_stronger_than_a_signature() -> None:
    assert read("《云州市助餐办法》解读\n餐费每年减半。\n云州市民政局\n2024年5月6日") is genre.Genre.EXPLANATION


def test_a_genre_has_a_name_in_both_languages() -> None:
    assert [f"{one:en}, {one:zh}" for one in genre.Genre] == [
        "a report of the press, 新闻报道",
        "an explanation of one, 政策解读",
        "questions and answers, 问答",
        "an academic article, 学术文章",
        "a law, 法律法规",
    ]
