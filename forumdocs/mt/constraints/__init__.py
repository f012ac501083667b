"""Terms that a translation must hold, and terms that it must not, whatever the engine.

The steps, each over all sentences of a document at once:

1. packages that were taught to (:class:`forumdocs.mt.packages.TermMarks`) read the terms in the source;
2. of the model's hypotheses those that hold the terms win;
3. where none does, the term is forced at its place in the draft, in the form that the model finds likeliest there,
   and the model writes on;
4. what is still missing takes the place of the words that stand for it, and terms that must not appear give way to
   those that should;
5. what fails even then is flagged, never hidden.
"""

from forumdocs.mt.constraints.annotating import Annotator
from forumdocs.mt.constraints.forcing import Enforcer
from forumdocs.mt.constraints.scripts import to_script
from forumdocs.mt.constraints.terminology import Terminology, Unit, Wanted

__all__ = ["Annotator", "Enforcer", "Terminology", "Unit", "Wanted", "to_script"]
