"""Files people hand in: what is taken, what is refused, and that a refusal keeps nothing."""

import io
import os
import subprocess
import sys
import time
import tracemalloc
import warnings
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest
from django.conf import settings as project
from PIL import Image

from documents.models import File
from documents.services import uploads
from documents.services.files import read_file
from documents.services.photos import PhotoRefused, join_photos
from documents.services.uploads import ANY, CHUNK, MEGABYTE, PAPERS, UploadRefused, accept_upload
from tests.documents.handed_in import (
    archive,
    bomb,
    bursting_pdf,
    crowd,
    locked_pdf,
    pdf,
    photo,
    png_of,
    workbook,
)
from tests.documents.reading import pdf_sizes

pytestmark = pytest.mark.django_db
AT = datetime(2021, 12, 14, 6, 30, tzinfo=UTC)
ORIENTATION = 0x0112
WORD = Path(project.BASE_DIR) / "templates" / "papers" / "self_review.docx"


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.FILES_DIR = tmp_path / "files"


def give(name, data, allowed=ANY, **options):
    return accept_upload(name, io.BytesIO(data), allowed=allowed, at=AT, **options)


def test_a_pdf_is_kept_as_it_is_with_its_pages():
    data = pdf(3)
    accepted = give("Báo cáo kiểm điểm.PDF", data)
    assert (accepted.name, accepted.media_type, accepted.pages) == (
        "Báo cáo kiểm điểm.PDF",
        "application/pdf",
        3,
    )
    assert read_file(accepted.file) == data


def test_word_and_excel_files_are_kept():
    assert give("Danh sách.xlsx", workbook()).file.size > 0
    accepted = give("Bản kiểm điểm.docx", WORD.read_bytes(), allowed=PAPERS)
    assert accepted.media_type.endswith("wordprocessingml.document")


def test_a_photo_is_turned_and_loses_what_it_hides():
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif[0x010F] = "Nhà máy ảnh"
    accepted = give("anh.jpeg", photo(exif=exif))
    with Image.open(io.BytesIO(read_file(accepted.file))) as kept:
        assert kept.size == (40, 60)
        assert dict(kept.getexif()) == {}


REFUSED = {
    "nothing in it": ("a.pdf", b"", "0 byte"),
    "an ending we do not take": ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Không nhận tệp"),
    "a page of the web": ("a.html", b"<html></html>", "Không nhận tệp"),
    "an SVG called a photo": ("a.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "không phải PNG"),
    "a program called a PDF": ("a.pdf", b"MZ" + b"0" * 100, "không phải PDF"),
    "a page before the PDF": ("a.pdf", b"<html>" + pdf(), "không phải PDF"),
    "a page inside the PDF": ("a.pdf", b"%PDF-1.7\n%<html><script>x</script>\n" + pdf()[9:], "mã trang web"),
    "a torn PDF": ("a.pdf", pdf()[:60], "bị hỏng"),
    "a locked PDF": ("a.pdf", locked_pdf(), "mật khẩu"),
    "an old Word file": ("a.doc", b"\xd0\xcf\x11\xe0", "Office cũ"),
    "a macro file": ("a.xlsm", b"PK", "macro"),
    "a hidden macro": ("a.xlsx", workbook(xl__vbaProject_bin=b"x").replace(b"_bin", b".bin"), "macro"),
    "a bomb": ("a.xlsx", bomb(), "quá lớn khi giải nén"),
    "a crowd of parts": ("a.xlsx", crowd(), "quá lớn khi giải nén"),
    "a part outside": ("a.xlsx", workbook(**{"..__..__x": b"x"}), "cấu trúc không hợp lệ"),
    "a Word file called Excel": ("a.xlsx", None, "không phải"),
    "a torn archive": ("a.xlsx", workbook()[:400], ""),
    "a torn photo": ("a.jpg", photo(size=(900, 900))[:900], "bị hỏng"),
    "a photo of 30,000 by 30,000": ("a.png", png_of(30_000, 30_000), "quá nhiều điểm ảnh"),
    "a phone's own format": ("a.heic", b"x", "HEIC"),
    "a path": ("../../a.pdf", pdf(), "đường dẫn"),
    "a name turned round": ("a\u202efdp.pdf", pdf(), "ký tự ẩn"),
    "a name that splits a header": ("a\r\nX: 1.pdf", pdf(), "ký tự ẩn"),
    "a name too long": ("ệ" * 100 + ".pdf", pdf(), "quá dài"),
}


@pytest.mark.parametrize("case", sorted(REFUSED))
def test_a_refusal_says_what_to_do_and_keeps_nothing(case, tmp_path):
    name, data, sentence = REFUSED[case]
    if data is None:
        data = WORD.read_bytes()
    began = time.perf_counter()
    with pytest.raises(UploadRefused) as refusal:
        give(name, data)
    assert sentence in str(refusal.value)
    assert "Đề nghị" in str(refusal.value)
    assert time.perf_counter() - began < 2
    assert File.objects.count() == 0
    assert not [one for one in tmp_path.rglob("*") if one.is_file()]


def test_a_kind_the_item_does_not_take_is_named_with_those_it_takes():
    with pytest.raises(UploadRefused, match="DOCX, JPG, PDF, PNG"):
        give("a.xlsx", workbook(), allowed=PAPERS)


def test_a_body_over_the_limit_is_not_read_to_its_end():
    class Endless(io.RawIOBase):
        read_bytes = 0

        def read(self, size=-1):
            self.read_bytes += size
            return b"0" * size

    stream = Endless()
    with pytest.raises(UploadRefused, match="lớn hơn 1 MB"):
        accept_upload("a.pdf", stream, allowed=ANY, at=AT, limit=uploads.MEGABYTE)
    assert stream.read_bytes <= uploads.MEGABYTE + 2 * uploads.CHUNK


def test_a_full_dossier_says_how_much_room_is_left():
    with pytest.raises(UploadRefused, match="Hồ sơ chỉ còn chỗ cho 0 MB"):
        give("a.pdf", pdf(), room=10)


def made_pdf(change):
    target = io.BytesIO()
    with pikepdf.new() as made, warnings.catch_warnings(action="ignore"):  # a button outside any form
        change(made, made.add_blank_page())
        made.save(target)
    return target.getvalue()


def action(**fields):
    return pikepdf.Dictionary({f"/{name}": value for name, value in fields.items()})


def button(does):
    return pikepdf.Array([action(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, A=does)])


JAVASCRIPT = action(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
GO = action(S=pikepdf.Name.GoTo, D=pikepdf.Array([0]))
ACTIVE = {
    "on opening": lambda made, page: made.Root.__setitem__("/OpenAction", JAVASCRIPT),
    "on opening, next": lambda made, page: made.Root.__setitem__(
        "/OpenAction", action(S=GO.S, Next=JAVASCRIPT)
    ),
    "in the tree of names": lambda made, page: made.Root.__setitem__(
        "/Names", action(JavaScript=action(Names=pikepdf.Array(["a", JAVASCRIPT])))
    ),
    "on turning to a page": lambda made, page: page.obj.__setitem__("/AA", action(O=JAVASCRIPT)),
    "a button that sends": lambda made, page: page.obj.__setitem__(
        "/Annots", button(action(S=pikepdf.Name.SubmitForm, F="http://127.0.0.1/"))
    ),
    "a file inside": lambda made, page: made.attachments.__setitem__("a.exe", b"MZ"),
}


@pytest.mark.parametrize("case", sorted(ACTIVE))
def test_a_pdf_that_runs_sends_or_carries_something_is_refused(case):
    with pytest.raises(UploadRefused, match="mã lệnh tự chạy hoặc tệp gài"):
        give("a.pdf", made_pdf(ACTIVE[case]))
    assert File.objects.count() == 0


def test_a_pdf_with_a_link_and_a_first_page_is_taken():
    link = action(S=pikepdf.Name.URI, URI="https://example.vn")

    def change(made, page):
        made.Root.OpenAction = GO
        page.obj.Annots = button(link)

    assert give("a.pdf", made_pdf(change)).pages == 1


RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="a" Type="http://x/relationships/{}" Target="{}" TargetMode="&#69;xternal"/></Relationships>'
)


def word(part, content):
    target = io.BytesIO(WORD.read_bytes())
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr(part, content)
    return target.getvalue()


@pytest.mark.parametrize(
    ("kind", "address", "is_taken"),
    [
        ("hyperlink", "https://example.vn", True),
        ("attachedTemplate", "file:///C:\\Users\\lan\\mau.dotx", True),
        ("attachedTemplate", "http://127.0.0.1/mau.dotm", False),
        ("attachedTemplate", "file://127.0.0.1/mau.dotm", False),
        ("image", "\\\\127.0.0.1\\anh.png", False),
        ("oleObject", "http://127.0.0.1/a", False),
    ],
)
def test_a_word_file_that_fetches_from_elsewhere_is_refused(kind, address, is_taken):
    data = word("word/_rels/settings.xml.rels", RELATIONS.format(kind, address))
    if is_taken:
        assert give("a.docx", data).pages is None
        return
    with pytest.raises(UploadRefused, match="lấy từ nơi khác"):
        give("a.docx", data)


MEBIBYTE = 1024 * 1024


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
@pytest.mark.parametrize("part", ["x/a.rels", "x/A.RELS", "x/[Content_Types].xml"])
def test_a_list_of_links_that_bursts_is_refused_by_its_size_alone(kind, part):
    """Twelve million links fit into half a megabyte; parsed, they would take a gigabyte and a half."""
    data = archive(
        kind, **{part: b"<r>" + b"<a/>" * (MEBIBYTE // 4) + b"</r>"}, pad=os.urandom(MEBIBYTE // 20)
    )
    with pytest.raises(UploadRefused, match="quá lớn khi giải nén"):
        give(f"a.{kind}", data)
    assert File.objects.count() == 0


def test_a_list_of_a_million_parts_is_refused_before_it_is_read():
    entry = b"PK\1\2" + bytes(40)
    tracemalloc.start()
    try:
        with pytest.raises(UploadRefused, match="quá lớn khi giải nén"):
            give("a.docx", archive("docx")[:-22] + entry * 1_000_000 + archive("docx")[-22:])
        assert tracemalloc.get_traced_memory()[1] < 250 * MEBIBYTE  # the bytes themselves are 42
    finally:
        tracemalloc.stop()


def test_links_are_looked_at_one_by_one_and_no_tree_of_them_is_built():
    links = b"<r>" + b"<a/>" * (MEBIBYTE // 4 - 10) + b"%s</r>"
    pad = os.urandom(MEBIBYTE // 20)
    assert give("a.docx", archive("docx", **{"x/a.rels": links % b"", "pad": pad})).pages is None
    far = b'<a TargetMode="External" Target="http://x"/>'
    with pytest.raises(UploadRefused, match="lấy từ nơi khác"):
        give(
            "a.docx", archive("docx", **{"x/a.rels": (links % far).replace(b"<a/>" * 20, b"", 1), "pad": pad})
        )


def test_a_file_inside_an_object_is_found_wherever_it_lies():
    mark = "Ole10Native".encode("utf-16-le")
    for before in (CHUNK - len(mark), CHUNK - 7, CHUNK - 1, CHUNK, 3 * CHUNK - 1):
        with pytest.raises(UploadRefused, match="tệp gài bên trong"):
            give("a.docx", archive("docx", **{"a.bin": os.urandom(before) + mark + os.urandom(9)}))
    assert give("a.docx", archive("docx", **{"a.bin": os.urandom(3 * CHUNK)})).pages is None


@pytest.mark.parametrize(
    ("part", "content", "said"),
    [
        ("word/vbaProject2.BIN", b"x", "macro"),
        ("word/activeX/activeX1.xml", b"x", "macro"),
        ("word/embeddings/oleObject1.bin", "\x01Ole10Native".encode("utf-16-le"), "tệp gài bên trong"),
    ],
)
def test_a_word_file_that_carries_a_program_is_refused(part, content, said):
    with pytest.raises(UploadRefused, match=said):
        give("a.docx", word(part, content))


def test_a_word_file_with_a_chart_or_an_equation_is_taken():
    assert give("a.docx", word("word/embeddings/Microsoft_Excel_Sheet1.xlsx", workbook())).file.size
    assert give("a.docx", word("word/embeddings/oleObject1.bin", b"Equation.3")).file.size


FEW_BYTES, MUCH = 3_000_000, 250  # what is sent, and how far the process may grow for it, in megabytes
BURSTING = {
    "a PDF whose list of objects unpacks to a gigabyte": ("a.pdf", lambda: bursting_pdf(1024), "bị hỏng"),
    "64 million points": ("a.png", lambda: photo("PNG", size=(8000, 7990)), "quá nhiều điểm ảnh"),
    "60 million, progressive": (
        "a.jpg",
        lambda: photo(size=(8000, 7500), progressive=True),
        "quá nhiều điểm ảnh",
    ),
    "the largest picture taken": ("a.png", lambda: photo("PNG", size=(5000, 4000)), ""),
}
WEIGH = """
import resource, sys, subprocess
import django; django.setup()
from documents.services.uploads import UploadRefused, _opened
data = open(sys.argv[1], "rb").read()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    _opened(sys.argv[2], sys.argv[2].rpartition(".")[2], data); said = ""
except UploadRefused as refused:
    said = str(refused)
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024, said)
"""


@pytest.mark.parametrize("case", sorted(BURSTING))
def test_a_small_file_never_fills_the_machine(case, tmp_path):
    name, make, said = BURSTING[case]
    file = tmp_path / name
    assert file.write_bytes(make()) < FEW_BYTES

    done = subprocess.run(
        [sys.executable, "-c", WEIGH, str(file), name],
        cwd=project.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )
    grown, _space, answer = done.stdout.strip().partition(" ")
    assert said in answer
    assert bool(answer) is bool(said)
    assert int(grown) < MUCH


def test_photos_join_into_one_pdf_of_a4_pages_in_their_order():
    tall = give("1.jpg", photo(size=(300, 400))).file
    wide = give("2.png", photo("PNG", size=(400, 300))).file
    joined = join_photos([tall, wide, tall], at=AT)
    assert joined.media_type == "application/pdf"
    assert pdf_sizes(read_file(joined)) == [(210, 297), (297, 210), (210, 297)]


def test_what_shows_through_a_picture_becomes_paper():
    target = io.BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(target, "PNG")
    with Image.open(io.BytesIO(read_file(give("dau.png", target.getvalue()).file))) as kept:
        assert kept.getpixel((5, 5)) == (255, 255, 255)


def test_a_pdf_of_too_many_pages_is_to_be_divided():
    with pytest.raises(UploadRefused, match="có 501 trang"):
        give("a.pdf", pdf(501))


def test_too_many_photos_are_joined_in_several_goes():
    one = give("1.jpg", photo()).file
    with pytest.raises(PhotoRefused, match="tối đa 120 ảnh"):
        join_photos([one] * 121, at=AT)


def test_only_photos_join():
    with pytest.raises(PhotoRefused, match="Chưa chọn ảnh"):
        join_photos([], at=AT)
    with pytest.raises(PhotoRefused, match="Chỉ ghép được ảnh"):
        join_photos([give("a.pdf", pdf()).file], at=AT)


@pytest.mark.parametrize(("name", "program"), [("Danh sách.xlsx", "Excel"), ("Báo cáo.docx", "Word")])
def test_a_password_is_named_as_such(name, program):
    """Office lays a locked paper into the container of its old papers."""
    locked = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 4096 + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(UploadRefused) as refused:
        give(name, locked)
    assert str(refused.value) == (
        f"Tệp “{name}” có mật khẩu. Mở bằng {program}, bỏ mật khẩu rồi tải lên lại."
    )
    with pytest.raises(UploadRefused, match="không phải"):
        give(name, locked[:4096])
    assert not File.objects.exists()


def test_a_list_too_large_is_told_the_limit_of_lists():
    with pytest.raises(UploadRefused) as refused:
        give("Danh sách.xlsx", b"x" * (MEGABYTE + 1), limit=MEGABYTE)
    assert str(refused.value) == (
        "Tệp “Danh sách.xlsx” lớn hơn 1 MB. "
        "Đề nghị chia thành nhiều tệp hoặc bỏ ảnh, trang tính, định dạng thừa."
    )
