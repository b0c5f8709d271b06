"""Biên bản hội nghị kiểm điểm: who came, what was said of each, what was concluded (P69, P98)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from documents.papers import Facts, Letterhead, Paper, Signature, text
from documents.rules import DOTS, PLACE, padded_or_dots, paragraphs, sentence

SIGNED = "(ký, ghi rõ họ tên)"
LINE_OF_NAME = DOTS * 2
NUMERALS = ("I", "II", "III", "IV", "V")
BY_BALLOT = "Thực hiện theo biên bản kiểm phiếu kèm theo (nếu có biểu quyết tại hội nghị)."
READ_OUT = "Biên bản đã được đọc lại cho những người dự họp cùng nghe, thống nhất; thư ký và đồng chí chủ trì ký tên."


def comrade(name: str) -> str:
    """The name with "đồng chí" before it, as a paper speaks of somebody; what is typed so stays."""
    bare = " ".join(name.split())
    if bare.casefold().startswith(("đồng chí ", "đ/c ", "các đồng chí ")):
        return bare
    return f"đồng chí {bare}" if bare else ""


def bare_name(name: str) -> str:
    """The name alone, as it stands below a signature: no form of address, no office."""
    words = " ".join(name.split())
    for address in ("đồng chí ", "đ/c "):
        if words.casefold().startswith(address):
            words = words[len(address) :]
    return words.partition(",")[0].strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """One subject of the conference: ý kiến góp ý, tiếp thu, kết luận; or why it was not reviewed."""

    subject: str
    remarks: tuple[str, ...] = ()
    reply: str = ""
    conclusion: str = ""
    reviewed: bool = True
    reason: str = ""

    def facts(self, order: int) -> Facts:
        """The subject as printed, numbered within its part."""
        return {
            "title": f"{order}. {self.subject}",
            "missed": "" if self.reviewed else _missed(self.reason),
            "remarks": [f"- {sentence(one)}" for said in self.remarks for one in paragraphs(said)],
            "reply": text(self.reply),
            "conclusion": text(self.conclusion),
        }


def _missed(reason: str) -> str:
    return f"Chưa kiểm điểm tại hội nghị này{f'; lý do: {reason}' if reason else ''}".rstrip(".") + "."


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """Thành phần dự: how many were called, who led, who came from above, who did not come and why."""

    chair: str = ""
    secretary: str = ""
    upper: str = ""
    convened: int | None = None
    present: int | None = None
    absent: tuple[tuple[str, str], ...] = ()

    def facts(self) -> list[str]:
        """The lines as printed; what was not written down is left to be written by hand."""
        missing = None if self.convened is None or self.present is None else self.convened - self.present
        return [
            f"Chủ trì: {comrade(self.chair) or LINE_OF_NAME}.",
            f"Thư ký: {comrade(self.secretary) or LINE_OF_NAME}.",
            *([f"Đại biểu cấp trên dự, chỉ đạo: {sentence(self.upper)}"] if self.upper else []),
            f"Triệu tập: {padded_or_dots(self.convened)} đồng chí; có mặt: {padded_or_dots(self.present)} đồng chí; "
            f"vắng: {padded_or_dots(missing)} đồng chí.",
            *(
                sentence(f"- Vắng: {comrade(name)}{f', lý do: {why}' if why else ''}")
                for name, why in self.absent
            ),
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConferenceMinutes(Paper):
    """Mẫu biên bản hội nghị kiểm điểm tập thể, cá nhân; the secretary signs left, the chair right."""

    form: ClassVar[str] = "F07"
    template: ClassVar[str] = "conference_minutes"

    letterhead: Letterhead
    body: str
    year: int
    held: str
    place: str = ""
    presence: Presence
    collectives: tuple[Hearing, ...] = ()
    persons: tuple[Hearing, ...] = ()
    conclusion: str = ""
    blank_lines: int = 1

    def facts(self) -> Facts:
        """Everything on the paper."""
        heard = (("Kiểm điểm tập thể", self.collectives), ("Kiểm điểm cá nhân", self.persons))
        parts = [(title, rows) for title, rows in heard if rows]
        vote, conclusion = NUMERALS[len(parts)], NUMERALS[len(parts) + 1]
        return {
            "room": [""] * self.blank_lines,
            "head": self.letterhead.facts(),
            "year": self.year,
            "opening": self._opening(),
            "presence": self.presence.facts(),
            "parts": [
                {"title": f"{NUMERALS[place]}. {title}", "hearings": _numbered(rows)}
                for place, (title, rows) in enumerate(parts)
            ],
            "vote_title": f"{vote}. Kết quả biểu quyết đề nghị xếp loại chất lượng",
            "vote": [BY_BALLOT],
            "conclusion_title": f"{conclusion}. Kết luận chung của đồng chí chủ trì",
            "conclusion": text(self.conclusion),
            "closing": f"Hội nghị kết thúc hồi {PLACE} giờ {PLACE}, cùng ngày. {READ_OUT}",
            "secretary": signed_by("Thư ký", self.presence.secretary),
            "chair": signed_by("Chủ trì", self.presence.chair),
        }

    def _opening(self) -> str:
        where = f"tại {self.place}" if self.place else f"tại {DOTS}"
        return (
            f"Hôm nay, hồi {PLACE} giờ {PLACE}, {self.held}, {where}, {self.body} tổ chức hội nghị kiểm điểm tự phê "
            f"bình và phê bình năm {self.year}."
        )


def _numbered(rows: Iterable[Hearing]) -> list[Facts]:
    return [one.facts(order) for order, one in enumerate(rows, 1)]


def signed_by(office: str, name: str) -> Facts:
    """The block of one who signs minutes: his office there, room, his name alone."""
    return Signature(authority=(office,), note=SIGNED, name=bare_name(name)).facts()
