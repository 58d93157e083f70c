"""The workbooks that go out: cover, actions, recommendations, lists, and the published view."""
