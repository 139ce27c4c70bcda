"""Whose an arrow is: the records that refer to a thing, found by the types and directions of what they draw."""

from __future__ import annotations

from practice_atlas.graph import layout


def drawn_to(label: str) -> str:
    """Each arrow `r` that a record `n` draws to the thing `x` (`$id`): the beginning of a query, to go on with AND.

    Nodes of parts cite evidence too, but are no records: these alone have a `projection`.
    """
    drawn, own = layout.arrows_at(label), layout.own_arrows(label)
    thing, types = f"MATCH (x:{label} {{id: $id}})", "|".join([*drawn.outwards, *drawn.inwards])
    if not drawn.inwards:
        return f"{thing}<-[r:{types}]-(n) WHERE n.projection IS NOT NULL"
    if not {*drawn.outwards, *drawn.inwards} & {*own.outwards, *own.inwards}:
        return f"{thing}-[r:{types}]-(n) WHERE n.projection IS NOT NULL"
    # The thing itself draws such arrows as well (an institution is part of another), and these are not meant.
    begun = " OR ".join(f"type(r) = '{kind}'" for kind in drawn.inwards)
    return f"{thing}-[r:{types}]-(n) WHERE (startNode(r) = n) <> ({begun}) AND n.projection IS NOT NULL"
