resource "aws_instance" "web" {
  user_data = <<-EOT
    #!/bin/bash
    echo "hello ${var.name}" > /tmp/x
    %{ for k, v in var.env ~}
    export ${k}=${jsonencode(v)}
    %{ endfor ~}
    %{ if var.debug }set -x%{ else }set +x%{ endif }
    echo $${HOME} 100%% $1 $(date)
    EOT
  policy = <<POLICY
{
  "Version": "2012-10-17",
  "Statement": [{"Effect": "Allow", "Action": "${join("\",\"", var.actions)}"}]
}
POLICY

  nested = "a${var.b ? "c${"d${upper("e")}"}" : "f"}g"
  escapes = "quote \" back \\ tab \t nl \n u \u0041 \U0001F600 dollar $${x} pct %%{y}"
  unicode = "Grüße, 世界"
  list = [
    "one", # first
    "two", // second
    /* third */ "three",
  ]
  call = format("%s-%d",
    var.a, # a comment between
  1)
  spread = max(var.list...)
  heredoc_arg = jsondecode(<<JSON
{"a": 1}
JSON
  )
  object = {
    a = <<A
text of a
A
    b = 2, c : 3
    d = [
    ]
  }
  trimmed = "${~ var.x ~}"
  index   = var.map["key"].list[0]["${var.k}"]
  chain   = module.a.b.c[0].d
  fn      = provider::aws::arn_parse(var.arn).account
  math    = (1 + 2) * 3 / 4 % 5 - -6
  compare = 1 <= 2 && 3 >= 2 || 1 == 1
}
