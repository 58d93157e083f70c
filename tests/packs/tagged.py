"""A PDF's tags, fonts and properties, looked at directly: what a validator of PDF/UA-1 asks of a machine."""

import io
from collections import Counter
from collections.abc import Iterator

import pikepdf


class Looked:
    """One PDF, opened."""

    def __init__(self, content: bytes) -> None:
        self.pdf = pikepdf.open(io.BytesIO(content))
        self.root = self.pdf.Root
        roles = self.root.StructTreeRoot.get("/RoleMap", {})
        self.roles = {str(key): str(value) for key, value in roles.items()}

    def elements(self) -> Iterator[tuple[str, pikepdf.Object, list[str]]]:
        """Every structure element, in reading order: its standard role, itself, the roles of those around it."""
        yield from self._below(self.root.StructTreeRoot.K, [])

    def _below(self, node, above):
        if isinstance(node, pikepdf.Array):
            for one in node:
                yield from self._below(one, above)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            role = str(node.S)
            role = self.roles.get(role, role)[1:]
            yield role, node, above
            if "/K" in node:
                yield from self._below(node.K, [*above, role])

    def roles_found(self) -> Counter:
        return Counter(role for role, _, _ in self.elements())

    def untagged(self) -> list[str]:
        """Whatever draws on a page and is neither tagged nor an artifact."""
        drawing = {"Tj", "TJ", "'", '"', "f", "f*", "F", "S", "s", "B", "B*", "b", "b*", "sh", "Do", "EI"}
        bad = []
        for number, page in enumerate(self.pdf.pages, start=1):
            marks = []
            for operands, operator in pikepdf.parse_content_stream(page):
                name = str(operator)
                if name in ("BMC", "BDC"):
                    tagged = name == "BDC" and isinstance(operands[1], pikepdf.Dictionary) and "/MCID" in operands[1]
                    marks.append(tagged or str(operands[0]) == "/Artifact")
                elif name == "EMC":
                    marks.pop()
                elif name in drawing and not any(marks):
                    bad.append(f"page {number}: {name}")
        return bad

    def fonts(self) -> Iterator[tuple[str, bool, bool]]:
        """Every font: its name, whether it is inside, whether its letters can be copied."""
        for thing in self.pdf.objects:
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/Font" and "/DescendantFonts" in thing:
                described = thing.DescendantFonts[0].FontDescriptor
                inside = any(key in described for key in ("/FontFile", "/FontFile2", "/FontFile3"))
                yield str(thing.BaseFont), inside, "/ToUnicode" in thing

    def metadata(self) -> dict[str, str]:
        with self.pdf.open_metadata() as found:
            return {str(key): str(value) for key, value in found.items()}
