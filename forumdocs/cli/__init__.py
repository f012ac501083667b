"""The command line: options become one library call, its result is echoed.

Nothing heavy is imported here: each command imports what it needs when it runs, so that ``--help`` is quick.
"""

from __future__ import annotations

import os
import sys
from typing import Any, NoReturn

import click

from forumdocs import __version__
from forumdocs.cli import batch, documents, glossary, models, summaries, translation
from forumdocs.errors import BadManifest, ForumdocsError

EPILOG = "Example: forumdocs translate brief.docx --to en"


class _Program(click.Group):
    """The commands; a reader of their output that has gone, such as ``head``, ends them in peace."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:  # click would exit with 1, which here means that a check found something
            sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - flushed at exit
            return 0


@click.group(cls=_Program, epilog=EPILOG, context_settings={"max_content_width": 100})
@click.version_option(__version__, prog_name="forumdocs")
def cli() -> None:
    """Read, clean, align and translate the documents of international forums. Nothing leaves this machine."""


for command in (
    translation.translate,
    batch.batch,
    documents.detect,
    documents.split,
    documents.align,
    summaries.summarize,
    glossary.glossary,
    models.models,
):
    cli.add_command(command)


def main(args: list[str] | None = None) -> None:
    """Run the command line and exit: 0 done, 1 a check found something, 2 an error, told in one line."""
    _speak_utf8()
    try:
        status = cli.main(args, prog_name="forumdocs", standalone_mode=False)
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "forumdocs"
        _fail(f"{error.format_message().rstrip('.')}. See '{command} --help'.")
    except click.ClickException as error:
        _fail(error.format_message())
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted; finished outputs are kept, nothing half-written is left.", err=True)
        _leave(130)
    except BadManifest as error:
        _fail(error.headline, *error.lines)
    except ForumdocsError as error:
        _fail(str(error))
    except OSError as error:
        where = error.filename or "the output"
        _fail(f"{where}: {error.strerror or error}; check the disk and the permissions, then try again.")
    except Exception as error:
        if os.environ.get("FORUMDOCS_DEBUG"):
            raise
        _fail(f"forumdocs itself failed ({type(error).__name__}: {error}); FORUMDOCS_DEBUG=1 shows where.")
    sys.exit(status if isinstance(status, int) else 0)


def _fail(message: str, *faults: str) -> None:
    """Tell an error in one line, whatever a library put into it; below it the faults of which it consists."""
    click.echo(f"Error: {' '.join(message.split())}", err=True)
    for fault in faults:
        click.echo(f"  {' '.join(fault.split())}", err=True)
    sys.exit(2)


def _leave(status: int) -> NoReturn:
    """End at once; a translator that is torn down in order first finishes all sentences it was given."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def _speak_utf8() -> None:
    """Write UTF-8 whatever the console's own encoding is."""
    stream: Any
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
