"""The sentence that stands on every page and export of an illustrative register, and the setting that marks one."""

ILLUSTRATIVE = "Illustrative actions: the recommendations are as published, everything done about them is invented"
SETTING = "illustrative"
