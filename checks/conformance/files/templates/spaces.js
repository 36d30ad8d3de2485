<p>  two   spaces


  lines	tab  </p>

{{ x }}   {{ x }}

 {{ x }}
