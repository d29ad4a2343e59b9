import torch
a = torch.tensor([[2.0, 1.0], [1.0, 3.0]])
b = torch.tensor([[1.0], [2.0]])
print(a @ b, torch.mm(a, b), a.matmul(b), a @ torch.tensor([1.0, 1.0]), torch.dot(torch.tensor([1.0, 2.0]), torch.tensor([3.0, 4.0])), torch.outer(torch.tensor([1.0, 2.0]), torch.tensor([3.0, 4.0])))
print(torch.det(a), torch.inverse(a), a.trace(), torch.linalg.norm(a), torch.linalg.solve(a, b), torch.linalg.inv(a), torch.linalg.cholesky(a), torch.linalg.det(a))
print(torch.bmm(torch.ones(2, 2, 3), torch.ones(2, 3, 1)).shape, torch.einsum('ij,jk->ik', a, b), torch.einsum('bij->b', torch.ones(2, 2, 2)), torch.matrix_power(a, 3), torch.addmm(b, a, b), torch.kron(a, torch.ones(1, 2)), torch.cross(torch.tensor([1.0, 0, 0]), torch.tensor([0, 1.0, 0]), dim=0))
print(torch.tensordot(a, a, dims=1), a.mv(torch.tensor([1.0, 2.0])))
