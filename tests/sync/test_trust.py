"""What certificates prove does not depend on their order, and no word takes away what is known."""

from dataclasses import dataclass, replace
from itertools import permutations
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from lianti_desktop.domain.words import SiteRole
from lianti_desktop.sync.keys import SigningKey
from lianti_desktop.sync.registry import Certificate, Registry, Trust, authority_of

ROOT, KEY, SCHOOL = SigningKey(bytes(32)), SigningKey(bytes([1]) * 32), UUID(int=5)
KEYS = [SigningKey(bytes([2 + number]) * 32) for number in range(6)]
COPIES = [UUID(int=100 + number) for number in range(6)]


def certificate(
    copy: int, issuer: int | None = None, *, key: int | None = None, epoch: int = 1
) -> Certificate:
    """Copy `copy` with its own key or another's; the registry key or another copy vouches."""
    made = Certificate(
        replica=COPIES[copy],
        schools=(SCHOOL,),
        name="柳林校区（示例）",
        role=SiteRole.CAMPUS,
        signing=KEYS[copy if key is None else key].public,
        recipient="age1",
        epoch=epoch,
        issuer=None if issuer is None else COPIES[issuer],
    )
    return made.signed(KEY if issuer is None else KEYS[issuer])


def registry(*certificates: Certificate, revoked: dict[UUID, int] | None = None) -> Registry:
    made = Registry(authority_of(ROOT, KEY), "联盟（示例）", 3, certificates, revoked or {})
    return made.signed(KEY)


def proved(trust: Trust) -> tuple[dict[UUID, int], list[Certificate | None], list[bool]]:
    """All that a trust says of the copies."""
    known = [found for copy in COPIES for found in (trust.known(copy), trust.author_of(copy))]
    return dict(trust.out_of_service), known, [trust.certificate(one) is not None for one in COPIES]


def test_every_order_of_the_same_certificates_proves_the_same() -> None:
    retired, colleague, copied, heir, stranger = range(5)
    lists = registry(certificate(retired), certificate(colleague), revoked={COPIES[retired]: 3})
    own = certificate(copied, colleague)
    told = [
        certificate(copied, retired),
        own,
        certificate(heir, copied),
        certificate(colleague, retired, key=5, epoch=99),
        certificate(copied, retired, key=5, epoch=99),
        certificate(stranger, retired),
    ]
    found = [proved(Trust(lists, order)) for order in permutations(told)]
    assert all(one == found[0] for one in found)
    trust = Trust(lists, told)
    assert trust.certificate(COPIES[copied]) == own
    assert trust.certificate(COPIES[colleague]) == certificate(colleague)
    assert trust.out_of_service == {COPIES[retired]: 3, COPIES[stranger]: 0}


def test_two_in_service_who_vouch_for_one_copy_are_heard_alike_in_any_order() -> None:
    lists = registry(certificate(0), certificate(1))
    told = [certificate(2, 0), certificate(2, 1)]
    one, other = Trust(lists, told), Trust(lists, told[::-1])
    assert proved(one) == proved(other)
    assert one.last_allowed(COPIES[2]) is None
    for gone in (0, 1):
        later = replace(lists, revoked={COPIES[gone]: 4})
        assert Trust(later, told).certificate(COPIES[2]) == told[1 - gone]


def test_the_registry_key_outweighs_every_word_and_its_latest_certificate_counts() -> None:
    early, late = certificate(2, epoch=1), certificate(2, key=3, epoch=2)
    word = certificate(2, 0, key=4, epoch=99)
    for listed in (early, late), (late, early):
        assert Trust(registry(certificate(0), *listed), [word]).certificate(COPIES[2]) == late
    assert Trust(registry(certificate(0)), [word, early]).certificate(COPIES[2]) == early


def test_no_word_takes_away_the_name_that_a_colleague_bore_before_it_joined() -> None:
    joined = replace(certificate(1), former=(COPIES[2],)).signed(KEY)
    for told in certificate(2, 0), certificate(2, 0, key=4):
        trust = Trust(registry(certificate(0), joined, revoked={COPIES[0]: 3}), [told])
        assert trust.author_of(COPIES[2]) == joined
        assert trust.last_allowed(COPIES[2]) is None


def test_of_those_who_claim_to_have_borne_a_name_the_earliest_counts() -> None:
    first = replace(certificate(1), former=(COPIES[2],)).signed(KEY)
    later = replace(certificate(0, epoch=2), former=(COPIES[2], COPIES[1])).signed(KEY)
    for listed in (first, later), (later, first):
        trust = Trust(registry(*listed))
        assert trust.author_of(COPIES[2]) == trust.author_of(COPIES[1]) == first


def test_what_the_registry_lists_outweighs_other_words_also_along_a_chain() -> None:
    first, second = certificate(1, 0), certificate(2, 1)
    lists = registry(certificate(0), first, second, revoked={COPIES[1]: 7, COPIES[2]: 4})
    words = [certificate(1, 0, key=4), certificate(2, 0, key=4, epoch=0)]
    trust = Trust(lists, words)
    assert [trust.certificate(COPIES[one]) for one in (1, 2)] == [first, second]


def test_who_vouch_for_each_other_or_for_themselves_prove_nothing() -> None:
    lists = registry(certificate(0))
    told = [certificate(1, 2), certificate(2, 1), certificate(3, 3), certificate(0, 0, key=4)]
    trust = Trust(lists, told)
    assert trust.certificates() == [certificate(0)]


def test_a_pc_that_was_restored_forty_times_is_still_known() -> None:
    keys = [SigningKey(bytes([100 + number]) * 32) for number in range(41)]
    names = [UUID(int=7919 * (number + 1) % 41) for number in range(41)]
    first = replace(certificate(0, key=0), replica=names[0], signing=keys[0].public).signed(KEY)
    heirs = [
        replace(first, replica=name, signing=key.public, issuer=former).signed(signer)
        for name, key, former, signer in zip(names[1:], keys[1:], names, keys, strict=False)
    ]
    assert len(Trust(registry(first), heirs).certificates()) == len(names)


@dataclass(frozen=True)
class _Words:
    """Certificates, some of them listed, and who is out of service."""

    listed: list[Certificate]
    told: list[Certificate]
    revoked: dict[UUID, int]


_COPY = st.integers(0, len(COPIES) - 1)
_WORD = st.builds(
    certificate, _COPY, st.none() | _COPY, key=st.none() | _COPY, epoch=st.integers(1, 3)
) | st.builds(
    lambda copy, former: replace(certificate(copy), former=(COPIES[former],)).signed(KEY),
    _COPY,
    _COPY,
)
_WORDS = st.builds(
    _Words,
    st.lists(_WORD, max_size=4),
    st.lists(_WORD, max_size=7),
    st.dictionaries(st.sampled_from(COPIES), st.integers(0, 9), max_size=3),
)


@settings(max_examples=60, deadline=None)
@given(_WORDS, st.randoms(use_true_random=False))
def test_any_certificates_prove_the_same_in_any_order_and_lead_back_to_the_registry(
    words: _Words, chance: object
) -> None:
    trust = Trust(registry(*words.listed, revoked=words.revoked), words.told)
    for certificates in (words.listed, words.told):
        chance.shuffle(certificates)  # type: ignore[attr-defined]
    again = Trust(registry(*words.listed, revoked=words.revoked), words.told)
    assert proved(again) == proved(trust)
    for copy in COPIES:
        walked, one = [copy], trust.known(copy)
        while one is not None and one.issuer is not None:
            assert one.issuer not in walked
            walked.append(one.issuer)
            one = trust.known(one.issuer)
            assert one is not None
