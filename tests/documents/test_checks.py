"""The machine is told what papers lack before anybody asks for one."""

from documents import checks


def test_the_bundled_faces_are_whole():
    assert list(checks.faces_are_whole()) == []


def test_a_changed_face_is_an_error(tmp_path):
    (tmp_path / "SHA256SUMS").write_text(f"{'0' * 64}  Tinos-Bold.ttf\n")
    (tmp_path / "Tinos-Bold.ttf").write_bytes(b"x")
    assert [one.id for one in checks.faces_are_whole(folder=tmp_path)] == ["documents.E001"]


def test_a_missing_library_is_named_with_what_to_install():
    messages = list(checks.text_can_be_laid_out(libraries=("no-such-library",)))
    assert [one.id for one in messages] == ["documents.W001"]
    assert "libpango-1.0-0" in messages[0].hint
