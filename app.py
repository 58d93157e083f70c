"""The street front: Streamlit's script for every page, and, when imported, the server with our routes around it."""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

if get_script_run_ctx(suppress_warning=True) is not None:  # a page is being drawn
    from tracker.ui.shell import render

    render(__file__)
else:  # the server is being built
    from tracker.server.app import lifespan, middleware, routes
    from tracker.ui.serving import one_log, only_our_menu
    from tracker.ui.shell import script_error

    only_our_menu()
    one_log()
    app = st.App(__file__, routes=routes, middleware=middleware, lifespan=lifespan, on_script_error=script_error)
    if __name__ == "__main__":
        app.run()
