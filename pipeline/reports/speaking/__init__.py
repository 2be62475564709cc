"""Who gave an opinion at the meetings of a year, of those who were there; and who never did."""

from pipeline.reports.speaking.counting import speaking_of, speaking_of_body, speaking_of_calls
from pipeline.reports.speaking.model import MeetingSpeaking, MemberSpeaking, Speaking, SpeakingRate

__all__ = [
    "MeetingSpeaking",
    "MemberSpeaking",
    "Speaking",
    "SpeakingRate",
    "speaking_of",
    "speaking_of_body",
    "speaking_of_calls",
]
