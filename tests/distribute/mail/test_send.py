"""`rtop-docs send` as people meet it: what it says, what it writes, and that it waits for a yes."""

import hashlib
import json
from email import message_from_bytes, policy

import pytest
from attrs import evolve
from click.testing import CliRunner
from filelock import FileLock

from rtop_docs.cli import main
from rtop_docs.distribute.bundle import MANIFEST, as_json, zipped
from rtop_docs.distribute.mail.enclosure import read_pack
from rtop_docs.distribute.mail.readers import read_mails
from rtop_docs.distribute.pack import INDEX, Pack, index_of, pack_path
from rtop_docs.distribute.recipients import Recipient
from rtop_docs.make.project import open_workspace
from rtop_docs.workspace import Unreadable

RECIPIENTS = """recipients:
  rwanda:
    name: Mission of Rwanda
    address: mission@rwanda.example.org
  quebec:
    name: Équipe « Québec »
    address: '"bureau fr"@québec.example'
"""


BRIEFING = b"the briefing"


def pack(recipient, **others):
    """A pack of one document, and its bytes."""
    listed = {"files": [{"path": "2014/briefing.pdf", "sha256": hashlib.sha256(BRIEFING).hexdigest()}]}
    note = f"for {recipient.id}".encode()
    data = zipped({MANIFEST: as_json(listed), "2014/briefing.pdf": BRIEFING, "covering-note.txt": note})
    made = Pack(
        recipient=recipient, path=pack_path(recipient.id), sha256=hashlib.sha256(data).hexdigest(),
        subject="The dialogue of 2014", text="Please find your pack.\n",
    )  # fmt: skip
    return evolve(made, **others), data


RWANDA = Recipient(id="rwanda", name="Mission of Rwanda", address="mission@rwanda.example.org")
QUEBEC = Recipient(id="quebec", name="Équipe « Québec »", address='"bureau fr"@québec.example')


def put(root, *packs):
    """Lay packs into a project."""
    for folder in ("build/packs", "build/2014"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    (root / "build/2014/briefing.pdf").write_bytes(BRIEFING)
    for one, data in packs:
        (root / one.path).write_bytes(data)
    (root / INDEX).write_bytes(index_of(one for one, _ in packs))


@pytest.fixture
def root(tmp_path, server):
    """A project with two packs, and a server that it may speak to."""
    (tmp_path / "source").mkdir()
    (tmp_path / "source/recipients.yaml").write_text(RECIPIENTS, encoding="utf-8")
    (tmp_path / "source/mail.yaml").write_text(
        f"host: 127.0.0.1\nport: {server.port}\nsecurity: none\nsender: briefs@example.org\nrate: 6000\n",
        encoding="utf-8",
    )
    put(tmp_path, pack(RWANDA), pack(QUEBEC))
    return tmp_path


def run(root, *words):
    """What the command does; a traceback fails the test."""
    done = CliRunner().invoke(main, ["-C", str(root), "send", *words], prog_name="rtop-docs")
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def codes(done):
    """The codes of the findings that were printed."""
    return [line.partition("[")[2][:3] for line in done.stderr.splitlines() if "[N" in line or "[W" in line]


def test_without_a_yes_it_says_what_it_would_do_and_refuses(root, server):
    """Nothing is sent, and nothing is written."""
    before = sorted(root.rglob("*"))
    done = run(root)

    assert done.exit_code == 2
    assert done.stdout.splitlines() == [
        'would send build/packs/quebec.zip to quebec ("bureau fr"@xn--qubec-csa.example)',
        "would send build/packs/rwanda.zip to rwanda (mission@rwanda.example.org)",
        "2 mails to send, 0 sent already",
    ]
    assert codes(done) == ["N55"]
    assert (server.seen(), sorted(root.rglob("*"))) == ([], before)


def test_a_rehearsal_writes_byte_for_byte_what_is_sent(root, server):
    """The files open in a mail program, and the server gets the same."""
    done = run(root, "--dry-run")
    files = {p.stem: p.read_bytes() for p in (root / "build/mail").iterdir()}
    read = message_from_bytes(files["quebec"], policy=policy.default)
    sent = run(root, "--yes")

    assert (done.exit_code, sent.exit_code) == (0, 0)
    assert (read["To"].addresses[0].display_name, read["Subject"]) == ("Équipe « Québec »", "The dialogue of 2014")
    assert next(read.iter_attachments()).get_content() == pack(QUEBEC)[1]
    assert sorted(text.encode("latin-1") for _, _, text in server.taken()) == sorted(files.values())


def test_what_was_sent_is_not_sent_again(root, server):
    """Neither by a second run nor after a rehearsal, which has nothing left to show."""
    first = run(root, "--yes")
    second = run(root, "--yes")
    rehearsed = run(root, "--dry-run")

    assert first.stdout == "2 mails sent, 0 sent before\n"
    assert second.stdout == "0 mails sent, 2 sent before\n"
    assert rehearsed.stdout == "0 mails written, none sent\n"
    assert len(server.taken()) == 2


def test_a_rehearsal_takes_away_the_mails_of_an_earlier_one(root):
    """What lies in build/mail/ is what would be sent now."""
    run(root, "--dry-run")
    run(root, "--dry-run", "rwanda")

    assert [p.name for p in (root / "build/mail").iterdir()] == ["rwanda.eml"]


def test_a_date_may_be_given_before_anything_is_sent(root, server):
    """It stays the date of later tries."""
    run(root, "--dry-run")
    run(root, "--dry-run", "--date", "2014-09-09T08:30:00-04:00")
    run(root, "--yes")

    assert all("Date: Tue, 09 Sep 2014 08:30:00 -0400\r\n" in text for _, _, text in server.taken())


@pytest.mark.parametrize("date", ["2014-09-09T08:30:00", "yesterday"])
def test_a_date_has_a_zone(root, date):
    """Wrong use ends with 2."""
    assert run(root, "--dry-run", "--date", date).exit_code == 2


def test_only_who_is_named_gets_mail(root, server):
    """And an unknown name is an error before anything is sent."""
    unknown = run(root, "--yes", "rwanda", "nobody")
    done = run(root, "--yes", "rwanda")

    assert (unknown.exit_code, codes(unknown)) == (1, ["N54"])
    assert done.stdout == "1 mail sent, 0 sent before\n"
    assert [address for address, _, _ in server.taken()] == ["mission@rwanda.example.org"]


def test_the_status_lists_every_mail(root, server):
    """With the server's words; none before the first plan."""
    nothing = run(root, "--status")
    server.expect({"mission@rwanda.example.org": "rcpt 550"})
    sent = run(root, "--yes")
    done = run(root, "--status")

    assert nothing.stdout == "nothing was planned yet\n"
    assert (sent.exit_code, codes(sent)) == (1, ["N47"])
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["sent", "refused", "1"]
    assert "550 5.1.1 no such user" in done.stdout
    assert done.stdout.splitlines()[-1] == "1 sent, 1 refused"


def test_the_status_is_there_for_programs(root):
    """As JSON."""
    run(root, "--yes")
    mails = json.loads(run(root, "--status", "--format", "json").stdout)["mails"]

    assert [(m["recipient"], m["state"], m["attempts"]) for m in mails] == [
        ("quebec", "sent", 1),
        ("rwanda", "sent", 1),
    ]


def test_a_person_settles_what_is_unknown(root, server):
    """It is told in each run with both ways out; either of them settles it."""
    server.expect({"mission@rwanda.example.org": "took, cut", '"bureau fr"@xn--qubec-csa.example': "end cut"})
    first = run(root, "--yes")
    server.expect({})
    second = run(root, "--yes")
    arrived = run(root, "--arrived", "rwanda")
    resent = run(root, "--yes", "--resend-unknown")

    assert codes(first) == codes(second) == ["N49", "N49"]
    assert "hint: it arrived: `rtop-docs send --arrived rwanda`" in second.stderr
    assert "hint: it did not: `rtop-docs send --yes --resend-unknown quebec`" in second.stderr
    assert arrived.stdout == "noted as sent: rwanda, mission@rwanda.example.org\n"
    assert resent.stdout == "1 mail sent, 1 sent before\n"
    assert sorted(a for a, _, _ in server.taken()) == [
        '"bureau fr"@xn--qubec-csa.example',
        "mission@rwanda.example.org",
    ]


def test_nothing_is_noted_as_arrived_that_is_not_unknown(root):
    """A slip of the pen changes nothing."""
    run(root, "--dry-run")
    done = run(root, "--arrived", "rwanda")

    assert (done.exit_code, codes(done)) == (1, ["N54"])
    assert "planned" in run(root, "--status").stdout


def test_two_cannot_send_at_once(root, server):
    """The lock dies with its process, so that nothing is ever in the way for good."""
    (root / "sent").mkdir()
    with FileLock(root / "sent/lock"):
        done = run(root, "--yes")

    assert (done.exit_code, codes(done), server.seen()) == (1, ["N52"], [])


def test_a_damaged_ledger_stops_everything(root, server):
    """Without it all would be sent again."""
    run(root, "--yes")
    (root / "sent/ledger.sqlite").write_bytes(b"rubbish")
    server.forget()
    done = [run(root, *words) for words in ([], ["--dry-run"], ["--yes"], ["--status"], ["--arrived", "rwanda"])]

    assert [(d.exit_code, codes(d)) for d in done] == [(1, ["N50"])] * 5
    assert server.seen() == []


def test_what_is_wrong_with_a_recipient_is_told_at_its_line(root, server):
    """The address is judged where it is written; nobody gets mail before it is mended."""
    wrong = Recipient(id="rwanda", name="Mission\u2028Bcc", address="mission at rwanda")
    text = RECIPIENTS.replace("mission@rwanda.example.org", "mission at rwanda")
    (root / "source/recipients.yaml").write_text(text, encoding="utf-8")
    put(root, pack(wrong), pack(QUEBEC))
    done = run(root, "--yes")

    assert codes(done) == ["N40", "N41"]
    assert all(line.startswith("source/recipients.yaml:2:3: ") for line in done.stderr.splitlines() if "[N" in line)
    assert server.seen() == []


def test_an_address_that_was_mended_wants_a_new_pack(root, server):
    """A mail to the old address could not be called back."""
    text = RECIPIENTS.replace("mission@rwanda", "office@rwanda")
    (root / "source/recipients.yaml").write_text(text, encoding="utf-8")
    done = run(root, "--yes")

    assert (codes(done), server.seen()) == (["N53"], [])


def test_one_address_does_not_get_one_pack_twice(root, server):
    """Two entries for one mailbox, with the same bytes."""
    twin = evolve(RWANDA, id="rwanda-2")
    put(root, pack(RWANDA), (evolve(pack(RWANDA)[0], recipient=twin, path=pack_path("rwanda-2")), pack(RWANDA)[1]))
    done = run(root, "--yes")

    assert (codes(done), server.seen()) == (["N44"], [])


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        (lambda root: (root / "build/packs/rwanda.zip").write_bytes(b"other"), "N11"),
        (lambda root: (root / INDEX).unlink(), "N12"),
        (lambda root: (root / "source/mail.yaml").unlink(), "W02"),
    ],
)
def test_what_is_missing_or_changed_stops_it(root, server, harm, code):
    """Nothing leaves that is not as it was made."""
    harm(root)
    done = run(root, "--yes")

    assert (done.exit_code, codes(done), server.seen()) == (1, [code], [])


def test_a_pack_that_changes_on_the_way_is_not_sent(root):
    """The bytes are looked at once more when they are read to be sent."""
    workspace = open_workspace(root)
    (mail, _) = read_mails(workspace).value
    (root / mail.pack).write_bytes(b"other")
    with pytest.raises(Unreadable) as caught:
        read_pack(workspace, mail)

    assert caught.value.diagnostic.code == "N11"


@pytest.mark.parametrize("harm", [lambda path: path.write_bytes(b"corrected"), lambda path: path.unlink()])
def test_a_document_that_was_made_again_wants_a_new_pack(root, server, harm):
    """A corrected document never travels in its old form; what would happen is said before, too."""
    harm(root / "build/2014/briefing.pdf")
    done = [run(root, *words) for words in ([], ["--dry-run"], ["--yes"])]

    assert [codes(d) for d in done] == [["N56", "N56", "N55"], ["N56", "N56"], ["N56", "N56"]]
    assert [d.exit_code for d in done] == [2, 1, 1]
    assert server.seen() == []


def test_a_note_that_no_terminal_should_see_is_refused(root, server):
    """Also in a mail program that shows it on one."""
    put(root, pack(RWANDA, text="a\x1b[2Jb\n"), pack(QUEBEC, subject="a\nBcc: x@example.org"))
    done = run(root, "--yes")

    assert (codes(done), server.seen()) == (["N41", "N41"], [])


def test_choices_that_exclude_each_other_are_wrong_use(root):
    """So is an arrival of nobody."""
    assert run(root, "--yes", "--dry-run").exit_code == 2
    assert run(root, "--arrived").exit_code == 2


def test_an_interruption_is_told_in_one_line(root, monkeypatch):
    """What was on its way is settled by the next run, and the exit status is that of an interruption."""

    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("rtop_docs.distribute.mail.session.Session.send", interrupted)
    done = run(root, "--yes")
    monkeypatch.undo()
    status = run(root, "--status").stdout
    again = run(root, "--yes")

    assert (done.exit_code, done.stderr.count("\n")) == (130, 1)
    assert "on its way, or cut off: the next run says which" in status
    assert again.stdout == "2 mails sent, 0 sent before\n"


def test_no_password_stops_it_before_anything_is_planned(root, server):
    """The settings name a user, and nothing else is to be had."""
    with (root / "source/mail.yaml").open("a", encoding="utf-8") as settings:
        settings.write("user: briefs\n")
    done = run(root, "--yes")

    assert (codes(done), server.seen()) == (["N43"], [])
    assert not (root / "sent").exists()
