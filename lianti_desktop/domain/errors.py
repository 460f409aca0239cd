"""The error family of the user's world; everything else that is raised is a bug of ours."""


class UserError(Exception):
    """One plain Chinese sentence: what happened, whether the data is safe, what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
