"""Terms that a translation must hold, and terms that it must not, whatever the engine.

The steps, each over all sentences of a document at once:

1. packages that were taught to (:class:`forumdocs.mt.packages.TermMarks`) read the terms in the source;
2. of the model's hypotheses those that hold the terms win;
3. in what still lacks one, the term takes the place of the words that stand for it, in the form that grammar allows
   there and the model finds likeliest, and terms that must not appear give way to those that should;
4. what fails even then is flagged, never hidden.
"""

from forumdocs.mt.constraints.annotating import Annotator
from forumdocs.mt.constraints.enforcing import Enforcer
from forumdocs.mt.constraints.scripts import to_script
from forumdocs.mt.constraints.terminology import Terminology, Unit, Wanted

__all__ = ["Annotator", "Enforcer", "Terminology", "Unit", "Wanted", "to_script"]
