MORE = ()
