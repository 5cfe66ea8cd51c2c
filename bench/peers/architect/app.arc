@app
bench

@http
get /faq

@aws
runtime nodejs20.x
